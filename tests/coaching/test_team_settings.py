"""A team's settings, from one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.call import CoachError, UsageError
from coach.coaching.settings import CoachingSettings, load_settings


def written(folder: Path, text: str) -> Path:
    file = folder / "team.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_a_file_leaves_out_keeps_its_default(tmp_path: Path) -> None:
    """Only the fields that a file names are changed, and other tables are left alone."""
    file = written(tmp_path, "[coaching]\ngap_s = 20\n[devices]\nagent = 3\n")
    assert load_settings(file) == CoachingSettings(gap_s=20.0)
    assert load_settings(written(tmp_path, "")) == CoachingSettings()


def test_a_preset_changes_what_it_names(tmp_path: Path) -> None:
    """A preset stands on the settings of the whole team."""
    file = written(
        tmp_path,
        '[coaching]\nmuted = ["monologue"]\n[coaching.presets.newcomers]\nbudget = 8\n',
    )
    team = load_settings(file)
    assert team == CoachingSettings(muted=frozenset({"monologue"}))
    assert load_settings(file, "newcomers") == CoachingSettings(
        muted=frozenset({"monologue"}), budget=8
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[coaching]\ngap = 20", "gap is no setting of the coaching. Did you mean gap_s?"),
        ("[coaching]\ngap_s = -1", "gap_s must be a number of seconds, at most an hour"),
        ("[coaching]\ngap_s = true", "gap_s must be a number of seconds"),
        ("[coaching]\nbudget = 2.5", "budget must be a whole number of prompts a call"),
        ('[coaching]\nquiet = "yes"', "quiet must be true or false"),
        ('[coaching]\nmuted = "monologue"', "muted must be a list of patterns or moments"),
        ('[coaching]\nmuted = ["monolog"]', "monolog is none: did you mean monologue?"),
        ("[coaching]\ncharacters_per_s = 0", "characters_per_s must be a number of characters"),
        ("[coaching]\nshortest_s = 30", "shortest_s is more than longest_s"),
        ("coaching = 3", "coaching is a table"),
        ("[coaching]\npresets = 1", "presets is a table"),
        ("[coaching.presets.new]\nbudget = -1", "budget must be a whole number"),
        ("[coaching", "is not written as TOML"),
    ],
)
def test_a_wrong_field_is_told_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    """Each mistake names the file, the field, and what it should be."""
    file = written(tmp_path, text)
    with pytest.raises(UsageError) as told:
        load_settings(file)
    assert said in str(told.value)
    assert str(file) in str(told.value)


def test_a_preset_that_is_not_there(tmp_path: Path) -> None:
    """An unknown preset is told with those that there are."""
    file = written(tmp_path, "[coaching.presets.newcomers]\nbudget = 8\n")
    with pytest.raises(UsageError, match=r"no preset called nights\. There are newcomers\."):
        load_settings(file, "nights")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is told as one."""
    with pytest.raises(UsageError, match="No such file"):
        load_settings(tmp_path / "none.toml")


VALUES = st.one_of(
    st.integers(-5, 9999), st.floats(allow_nan=True), st.booleans(), st.text(max_size=8)
)


@given(st.dictionaries(st.sampled_from([*CoachingSettings.__slots__, "else"]), VALUES, max_size=4))
def test_any_value_is_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, object]
) -> None:
    """Whatever a field holds, the settings are good ones or the mistake is told in a sentence."""
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items()]
    file = written(tmp_path_factory.mktemp("any"), "\n".join(["[coaching]", *lines]))
    try:
        made = load_settings(file)
    except CoachError as error:
        assert error.message.endswith((".", ":"))  # noqa: PT017 - either is right
        return
    assert made.gap_s >= 0
    assert made.budget >= 0
    assert made.shortest_s <= made.stays_for(100) <= made.longest_s


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(c for c in value if c.isalnum()) + '"'
    return str(value)
