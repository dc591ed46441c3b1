"""The sidebar passes keys on to the call, draws what happens, and leaves in order."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from live_calls import DEVICES, WRAP_UP, HeldCall, going_on, say, settle, shown, words
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static
from tui_calls import SIZES, parcel

from coach.call import InputError, Partial, Speaker
from coach.call.live import Gone, Level, Paused, Why
from coach.export.wording import visible
from coach.pipeline.outcome import Outcome
from coach.tui.live.app import LiveApp
from coach.tui.live.board import Phase
from coach.tui.live.happened import BROKEN, Happened
from coach.tui.live.screen import NO_CALL, NO_PROMPT
from coach.tui.live.side import Part
from coach.tui.live.tail import GOING_ON, PIN, Tail
from coach.tui.review.screen import ReviewScreen

Walk = Callable[[Pilot[Any]], Awaitable[None]]


def run(
    call: HeldCall,
    walk: Walk,
    size: tuple[int, int] = SIZES[44],
    hook: Callable[[Message], None] | None = None,
    **options: Any,
) -> LiveApp:
    """Show a call, do something, and leave it."""
    app = LiveApp(call, **options)

    async def go() -> None:
        async with app.run_test(size=size, message_hook=hook) as pilot:
            if call.about.starts_at_once:
                await settle(pilot, call)
            await walk(pilot)
            call.end()

    asyncio.run(go())
    return app


def foot(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#foot-line", Static).render())


def tail(pilot: Pilot[Any]) -> list[str]:
    return [row.label + row.text for row in pilot.app.screen.query_one(Tail).rows]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


def test_a_key_asks_the_call() -> None:
    """Each key asks for one thing, once; what ends or keeps asks only when pressed twice."""
    call = HeldCall((*going_on(), shown(concern="it")))
    keys: dict[str, tuple[str, ...]] = {
        "h": ("helpful",),
        "plus": ("helpful",),
        "n": ("not helpful",),
        "minus": ("not helpful",),
        "m": ("mute",),
        "k a s k enter": ("pin", "ask"),
        "k enter": ("pin", ""),
        "p": ("pause",),
        "p ": ("resume",),
        "o o": ("consent",),
        "s": ("swap",),
        "e e": ("end",),
    }

    async def walk(pilot: Pilot[Any]) -> None:
        for pressed, asked in keys.items():
            call.asked.clear()
            await press(pilot, *pressed.split())
            assert call.asked == [asked]

    run(call, walk)


def test_what_cannot_be_undone_is_asked_first() -> None:
    """Once asks; another key takes the question back."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        for key in ("e", "o", "q"):
            await press(pilot, key)
            assert f"{key} again" in foot(pilot)
            await press(pilot, "escape", key)
            assert call.asked == []

    run(call, walk)


def test_feedback_without_a_prompt_is_not_passed_on() -> None:
    """There is nothing to judge, and the foot says so."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "h", "n", "m")
        assert call.asked == []
        assert foot(pilot) == NO_PROMPT

    run(call, walk)


def test_a_judged_prompt_goes_with_a_word() -> None:
    """The card is gone, and the foot says what follows."""
    call = HeldCall((*going_on(), shown(concern="it")))

    async def walk(pilot: Pilot[Any]) -> None:
        assert pilot.app.screen.query_one("#card", Part).display
        call.tell(Gone("feeling-voiced", 84.0, Why.MUTED))
        await settle(pilot, call)
        assert not pilot.app.screen.query_one("#card", Part).display
        assert foot(pilot) == "No more of these on this call."

    run(call, walk)


def test_pause_goes_on_with_the_same_key() -> None:
    """`p` pauses and, once paused, lets it go on."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "p")
        await press(pilot, "p")
        assert call.asked == [("pause",), ("resume",)]

    run(call, walk)


def test_a_word_that_is_typed_is_no_key() -> None:
    """While a word is typed to pin, its letters ask the call for nothing; escape drops it."""
    call = HeldCall((*going_on(), shown(concern="it")))

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "k", *"hnmspoeq", "escape")
        assert call.asked == []
        await press(pilot, "p")
        assert call.asked == [("pause",)]

    run(call, walk)


def test_a_pin_stands_in_the_words() -> None:
    """With the sign of a pin, before what is still being said."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "k", *"later", "enter")
        *_, pin, going = tail(pilot)
        assert (pin[0], pin[-5:]) == (PIN, "later")
        assert going.endswith(GOING_ON)

    run(call, walk)


def test_keys_can_be_moved_by_id() -> None:
    """A key that was moved works at its new place only, and the foot names the new one."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "p")
        assert call.asked == []
        assert "f9 pause" in foot(pilot)
        await press(pilot, "f9")
        assert call.asked == [("pause",)]

    run(call, walk, keymap={"live.pause": "f9"})


def test_a_call_through_devices_waits_for_the_agent() -> None:
    """Nothing is heard before the agent starts it."""
    call = HeldCall(going_on(), about=DEVICES)

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "e")
        assert foot(pilot) == NO_CALL
        assert not call.told.is_set()
        await press(pilot, "space")
        await settle(pilot, call)
        assert pilot.app.live.board.phase is Phase.ON  # type: ignore[attr-defined]

    run(call, walk)


def test_consent_is_offered_while_it_matters() -> None:
    """The key stands at the foot until consent is noted; then the first line says it is kept."""
    call = HeldCall(going_on(), about=DEVICES)

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "space")
        await settle(pilot, call)
        assert "o consent" in foot(pilot)
        await press(pilot, "o", "o")
        await press(pilot, "escape")
        assert "consent" not in foot(pilot)
        assert "● rec" in str(pilot.app.screen.query_one("#status", Static).render())

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


def test_the_wrap_up_is_copied_and_the_review_is_one_key_away() -> None:
    """At the end `c` copies the text as it is shown, `r` opens the call, `q` comes back."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "e", "e")
        await settle(pilot, call)
        await press(pilot, "c")
        assert pilot.app.clipboard == WRAP_UP
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "q")
        assert pilot.app.screen is pilot.app.live  # type: ignore[attr-defined]

    run(call, walk)


def test_a_call_without_a_word_has_no_review() -> None:
    """The foot says why."""
    call = HeldCall(outcome=Outcome(""))

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "e", "e")
        await settle(pilot, call)
        await press(pilot, "r")
        assert foot(pilot) == "Nothing was said."

    run(call, walk)


def test_quitting_ends_the_call_first() -> None:
    """The program leaves once the call has ended in order, and keeps its outcome."""
    call = HeldCall(going_on())

    async def walk(pilot: Pilot[Any]) -> None:
        await press(pilot, "ctrl+c", "q")
        await settle(pilot, call)

    app = run(call, walk)
    assert call.asked[0] == ("end",)
    assert app.live.outcome is not None
    assert app.live.board.phase is Phase.ENDED


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (InputError("There is no microphone.", "Try: coach devices"), "Try: coach devices"),
        (ZeroDivisionError("1/0"), BROKEN),
    ],
)
def test_what_went_wrong_is_one_sentence(error: Exception, sentence: str) -> None:
    """No traceback: a sentence with a next step, and `q` leaves at once."""
    call = HeldCall()
    call.failure = error

    async def walk(pilot: Pilot[Any]) -> None:
        assert sentence in str(pilot.app.screen.query_one("#page-text", Static).render())
        await press(pilot, "q")

    app = run(call, walk)
    assert app.live.board.phase is Phase.FAILED
    assert app.live.outcome is None


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
