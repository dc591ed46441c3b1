"""The page of settings says what the program reads, with its defaults."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from coach.coaching.settings import CoachingSettings, load_settings
from coach.second_opinion import SecondOpinion, load_second_opinion
from coach.tui.settings import load_screen_settings

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The file that the page shows, as somebody would copy it."""
    block = re.search(r"```toml\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    file = tmp_path / "team.toml"
    file.write_text(block[1], encoding="utf-8")
    return file


def test_every_setting_is_on_the_page(written: Path) -> None:
    """Each name that may be set stands on the page, in its table."""
    tables = tomllib.loads(written.read_text(encoding="utf-8"))
    coaching = {field.name for field in fields(CoachingSettings)}
    assert set(tables["coaching"]) - {"presets"} == coaching
    assert set(tables["second_opinion"]) == {field.name for field in fields(SecondOpinion)}


def test_the_page_shows_the_defaults(written: Path) -> None:
    """What is copied whole changes nothing but what needs a value of one's own."""
    assert load_settings(written) == CoachingSettings()
    assert load_settings(written, "newcomers") == CoachingSettings(budget=8)
    opinion = load_second_opinion(written)
    assert opinion == SecondOpinion(opinion.base_url, opinion.model)


def test_the_page_is_read_by_the_screens(written: Path) -> None:
    """The keys and the theme of the page are ones that there are."""
    screens = load_screen_settings(written)
    assert screens.theme == "textual-dark"
    assert screens.keymap == {"live.pause": "f9", "live.helpful": "h,f5"}
