"""What a settings file may say of the screens, and how it is told when it says it wrong."""

from pathlib import Path

import pytest

from coach.call import UsageError
from coach.tui.settings import ScreenSettings, load_screen_settings


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "team.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text",
    [
        '[screen.keys]\nlive.pause = "f9"\nlive.helpful = "+, h"',
        '[screen.keys]\n"live.pause" = "f9"\n"live.helpful" = "+,h"',
        '[screen.keys.live]\npause = "f9"\nhelpful = "plus, h"',
    ],
)
def test_keys_may_be_written_in_any_way_of_toml(tmp_path: Path, text: str) -> None:
    """With dots, in quotes or in a table, by their sign or by their name."""
    settings = load_screen_settings(written(tmp_path, text))
    assert settings.keymap == {"live.pause": "f9", "live.helpful": "plus,h"}


def test_other_tables_are_left_alone(tmp_path: Path) -> None:
    """The same file may hold what other parts of the coach want to know."""
    text = '[coaching]\nbudget = 2\n[screen]\ntheme = "textual-light"'
    assert load_screen_settings(written(tmp_path, text)) == ScreenSettings({}, "textual-light")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[screen.keys]\nlive.paws = "f9"', "Did you mean live.pause?"),
        ("[screen.keys]\nlive.pause = 9", "live.pause must be a key"),
        ('[screen.keys]\nlive.pause = ""', "live.pause must be a key"),
        ('[screen.keys]\nlive.pause = "e"', "live.pause and live.end are both on e"),
        ('[screen]\ntheme = "neon"', "theme must be one of"),
        ('[screen]\ncolour = "red"', "colour is no setting of the screens"),
        ("screen = 3", "screen is a table"),
        ("[screen", "not written as TOML"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    """The sentence names the file and the setting, and what to do."""
    with pytest.raises(UsageError) as told:
        load_screen_settings(written(tmp_path, text))
    assert says in str(told.value)
    assert "team.toml" in str(told.value)


def test_the_keys_as_they_are_do_not_clash(tmp_path: Path) -> None:
    """Nor does an empty file, or one that is not there, make a screen of its own."""
    assert load_screen_settings(written(tmp_path, "")) == ScreenSettings()
    with pytest.raises(UsageError, match="cannot be read"):
        load_screen_settings(tmp_path / "missing.toml")
