"""Where a second opinion comes from: the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.call import UsageError
from coach.second_opinion import SecondOpinion, load_second_opinion

NEEDED = 'base_url = "http://localhost:11434/v1/"\nmodel = "llama3.1:8b"\n'


def written(folder: Path, lines: str, table: str = "[second_opinion]") -> Path:
    file = folder / "settings.toml"
    file.write_text(f"{table}\n{lines}", encoding="utf-8")
    return file


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    """Two lines are enough; other tables of the file are left alone."""
    file = written(tmp_path, NEEDED + "[coaching]\ngap_s = 20\n")
    assert load_second_opinion(file) == SecondOpinion("http://localhost:11434/v1", "llama3.1:8b")


def test_everything_can_be_set(tmp_path: Path) -> None:
    """Each setting takes the place of its default."""
    more = 'timeout_s = 5\nbetween = [0.4, 0.6]\nat_most = 3\nkey_variable = "K"\nanywhere = true\n'
    made = load_second_opinion(written(tmp_path, NEEDED + more))
    assert made.between == (0.4, 0.6)
    assert (made.timeout_s, made.at_most, made.key_variable, made.anywhere) == (5.0, 3, "K", True)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", "lacks base_url"),
        ('base_url = "http://localhost/v1"', "lacks model"),
        (NEEDED + "timeout = 5", "timeout is no setting"),
        (NEEDED + "timeout_s = 0", "timeout_s must be a number of seconds"),
        (NEEDED + "timeout_s = true", "timeout_s must be a number of seconds"),
        (NEEDED + "between = [0.7, 0.3]", "between must be two confidences"),
        (NEEDED + "between = [0.7]", "between must be two confidences"),
        (NEEDED + 'anywhere = "yes"', "anywhere must be true or false"),
        (NEEDED + "at_most = -1", "at_most must be a whole number"),
        ('base_url = "localhost:11434"\nmodel = "m"', "base_url must be an address"),
        ('base_url = "file:///etc"\nmodel = "m"', "base_url must be an address"),
        ('base_url = "http://host:99999"\nmodel = "m"', "base_url must be an address"),
        ("base_url = ", "is not written as TOML"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, lines: str, expected: str) -> None:
    """One sentence says what is wrong, with a next step."""
    with pytest.raises(UsageError, match=expected) as refusal:
        load_second_opinion(written(tmp_path, lines))
    assert refusal.value.hint


def test_a_file_without_the_table(tmp_path: Path) -> None:
    """A file that names no second opinion, or does not exist, is refused with an example."""
    with pytest.raises(UsageError, match="names no second opinion"):
        load_second_opinion(written(tmp_path, "", table="[coaching]"))
    with pytest.raises(UsageError, match="cannot be read"):
        load_second_opinion(tmp_path / "none.toml")
