"""The sidebar draws what happens, once, wherever it is and whatever is said."""

from typing import Any

import pytest
from live_calls import HeldCall, going_on, say, settle, shown, words
from live_walk import press, run, tail
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static
from tui_calls import parcel

from coach.call import Partial, Speaker
from coach.call.live import Level, Paused
from coach.export.wording import visible
from coach.tui.live.happened import Happened
from coach.tui.live.side import Part
from coach.tui.live.tail import GOING_ON, PIN, Tail


def test_a_pin_stands_in_the_words() -> None:
    """With the sign of a pin, before what is still being said."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "k", *"later", "enter")
        *_, pin, going = tail(pilot)
        assert (pin[0], pin[-5:]) == (PIN, "later")
        assert going.endswith(GOING_ON)

    run(call, walk)


def test_partials_coalesce_and_no_final_is_lost() -> None:
    """Of 300 provisional wordings that wait only the newest is drawn; every final is there."""
    call = HeldCall()
    drawn: list[Partial] = []

    def hook(message: Message) -> None:
        if isinstance(message, Happened) and isinstance(message.happening, Partial):
            drawn.append(message.happening)

    async def walk(pilot: Pilot[Any]) -> None:
        drawn.clear()
        guesses = [words(Speaker.AGENT, f"word {i}", 50.0, 60.0 + i / 10) for i in range(300)]
        finals = [say(Speaker.CUSTOMER, f"final {i}", i, i + 0.5) for i in range(30)]
        call.tell(*finals[:15], *guesses, *finals[15:])
        await settle(pilot, call)
        assert drawn == [guesses[-1]]
        expected = [f"final {i}" for i in range(30)]
        assert [row[3:] for row in tail(pilot)] == [*expected, f"word 299{GOING_ON}"]

    run(call, walk, hook=hook)


def test_only_the_newest_of_the_same_side_and_kind_replaces() -> None:
    """A level gives way to a level of its side, and to nothing else."""

    def can(this: Partial | Level | Paused, that: Partial | Level | Paused) -> bool:
        return Happened(this).can_replace(Happened(that))

    agent = [Level(Speaker.AGENT, -20.0, at) for at in (1.0, 2.0)]
    customer = Level(Speaker.CUSTOMER, -20.0, 2.0)
    partial = words(Speaker.AGENT, "Hello", 1.0, 2.0)
    assert can(*agent)
    assert not can(agent[0], customer)
    assert not can(agent[0], partial)
    assert not can(partial, Paused(2.0))
    assert not can(Paused(1.0), Paused(2.0))


def test_a_resize_in_the_middle_loses_nothing() -> None:
    """Narrow, wide and narrow again: the same words, broken anew, at the end of the call."""
    call = HeldCall((*going_on(), shown(concern="it")))
    said = " ".join(it.text for it in parcel().utterances if it.end < 75.0)

    async def walk(pilot: Pilot[Any]) -> None:
        narrow = tail(pilot)
        for size in ((120, 40), (30, 12), (80, 24), (44, 30)):
            await pilot.resize_terminal(*size)
            await settle(pilot, call)
            widget = pilot.app.screen.query_one(Tail)
            assert all(len(row) <= widget.size.width for row in tail(pilot))
            assert len(" ".join(row.text for row in widget.rows).split()) >= len(said.split())
        assert tail(pilot) == narrow

    run(call, walk)


@pytest.mark.parametrize("width", [20, 44, 80])
def test_long_words_and_wide_letters_stay_inside(width: int) -> None:
    """A word longer than the screen, Chinese and emoji are broken, not cut."""
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
    spoken = (long, "這個包裹應該在星期二到達但是還沒有來" * 3, "👩‍👩‍👧 it is 🎉 a day")
    call = HeldCall(
        [say(Speaker.CUSTOMER, it, 9.0 * i, 9.0 * i + 5) for i, it in enumerate(spoken)]
    )

    async def walk(pilot: Pilot[Any]) -> None:
        widget = pilot.app.screen.query_one(Tail)
        strips = [widget.render_line(y) for y in range(widget.size.height)]
        assert {strip.cell_length for strip in strips} == {widget.size.width}
        letters = "".join(row.text for row in widget.rows).replace(" ", "")
        assert letters == visible("".join(spoken)).replace(" ", "")

    run(call, walk, size=(width, 30))


def test_going_back_stands_still_while_words_come() -> None:
    """Who reads earlier words is not moved; escape leads to the latest."""
    call = HeldCall([say(Speaker.AGENT, f"line {i}", i, i + 0.5) for i in range(200)])

    async def walk(pilot: Pilot[Any]) -> None:
        widget = pilot.app.screen.query_one(Tail)
        await press(pilot, "pageup")
        before = [widget.render_line(y).text for y in range(widget.size.height - 1)]
        call.tell(say(Speaker.AGENT, "the newest", 300.0, 301.0))
        await settle(pilot, call)
        after = [widget.render_line(y).text for y in range(widget.size.height - 1)]
        assert after == before
        assert "more rows" in widget.render_line(widget.size.height - 1).text
        await press(pilot, "escape")
        assert "the newest" in widget.render_line(widget.size.height - 1).text

    run(call, walk)


def test_nothing_is_drawn_when_nothing_changes() -> None:
    """Levels within a second, and ticks without news, leave every part as it was."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        parts = [*pilot.app.screen.query(Part), pilot.app.screen.query_one("#status", Static)]
        before = [part.render() for part in parts]
        call.tell(*(Level(who, -20.0 - i, 83.0 + i / 20) for i in range(15) for who in Speaker))
        await settle(pilot, call)
        assert all(old is part.render() for old, part in zip(before, parts, strict=True))

    run(call, walk)
