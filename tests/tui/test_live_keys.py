"""Keys of the sidebar ask the call for what they say, and leave it in order."""

from typing import Any

import pytest
from live_calls import DEVICES, WRAP_UP, HeldCall, going_on, settle, shown
from live_walk import foot, press, run
from textual.pilot import Pilot
from textual.widgets import Static

from coach.call import InputError
from coach.call.live import Gone, Why
from coach.pipeline.outcome import Outcome
from coach.tui.live.board import Phase
from coach.tui.live.happened import BROKEN
from coach.tui.live.screen import NO_CALL, NO_PROMPT
from coach.tui.live.side import Part
from coach.tui.review.screen import ReviewScreen


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
