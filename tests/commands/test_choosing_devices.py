from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.devices import Channel, Device, Seat
from coach.audio.remembered import Chosen
from coach.commands.choosing import BAR, Given, bar, choose

HEADSET = Device("Jabra Evolve2 40", "ALSA", 1, 48_000)
MONITOR = Device("Monitor of Jabra Evolve2 40", "SoundCard", 2, 48_000, plays=True)
BOX = Device("Two-line box", "ALSA", 2, 44_100)
DEVICES = (HEADSET, MONITOR, BOX)


def typing(keys: str) -> Callable[[float], str | None]:
    """A person who types one key after another, and waits a moment before each."""
    pressed: Iterator[str | None] = iter([one for key in keys for one in (None, key)])
    return lambda _seconds: next(pressed)


def chosen(keys: str) -> tuple[Chosen, str]:
    """What was chosen, and all that was shown."""
    shown: list[str] = []
    levels = (-20.0, None, "Two-line box cannot be opened: busy.")
    made = choose(DEVICES, lambda: levels, typing(keys), shown.append, width=60)
    return made, "".join(shown)


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        ("1\r2\r", Chosen(Seat(HEADSET.name, api="ALSA"), Seat(MONITOR.name, api="SoundCard"))),
        (
            "9\r\x7f1\n2\r",
            Chosen(Seat(HEADSET.name, api="ALSA"), Seat(MONITOR.name, api="SoundCard")),
        ),
        (
            "2\x7f1\r1\r2\r",
            Chosen(Seat(HEADSET.name, api="ALSA"), Seat(MONITOR.name, api="SoundCard")),
        ),
        (
            "3\r3\rl\r",
            Chosen(Seat(BOX.name, Channel.LEFT, "ALSA"), Seat(BOX.name, Channel.RIGHT, "ALSA")),
        ),
        (
            "3\r3\rr\r",
            Chosen(Seat(BOX.name, Channel.RIGHT, "ALSA"), Seat(BOX.name, Channel.LEFT, "ALSA")),
        ),
    ],
)
def test_numbers_choose_devices(keys: str, choice: Chosen) -> None:
    """A number for each side; one stereo device asks for its channels; one channel is not two."""
    made, shown = chosen(keys)
    assert made == choice
    assert "Your microphone:" in shown


def test_a_number_that_is_not_there_is_told() -> None:
    """A wrong answer says which answers there are, and asks again."""
    _, shown = chosen("7\r1\r2\r")
    assert "Type one of these: 1, 2, 3. q leaves." in shown


@pytest.mark.parametrize("keys", ["q", "\x1b", "1\rq", "3\r3\r\x1b"])
def test_leaving_chooses_nothing(keys: str) -> None:
    """Esc or q leaves at any moment."""
    with pytest.raises(Given):
        chosen(keys)


def test_every_line_fits_the_terminal() -> None:
    """Nothing wraps: the list is drawn again in place by going up as many lines as it has."""
    _, shown = chosen("1\r2\r")
    lines = re.sub(r"\x1b\[\d*[A-Z]\r?", "\n", shown).splitlines()
    assert 30 < max(map(len, lines)) < 60
    drawn = len(DEVICES) + 3
    assert set(re.findall(r"\x1b\[(\d+)A", shown)) == {str(drawn)}


@given(st.none() | st.floats(-200, 20) | st.text())
def test_a_bar_has_one_width(level: float | str | None) -> None:
    """Whatever the level, the columns stand still, and louder is never a shorter bar."""
    assert len(bar(level)) == BAR + 9
    if isinstance(level, float):
        assert bar(level).count("#") <= bar(level + 5.0).count("#")
