"""A whole call played through leaves the sidebar as the call was."""

import asyncio

import pytest
from live_calls import HeldCall, settle
from live_written import happenings, sample
from tui_calls import SIZES

from coach.call import Ended
from coach.call.live import Gone, Noted, Shown
from coach.call.masked import mask_utterances
from coach.signals import SignalReader
from coach.tui.live.app import LiveApp
from coach.tui.live.board import Board, Phase
from coach.tui.live.tail import Tail


@pytest.mark.parametrize("name", ["cut-off", "three-times"])
def test_a_whole_call(name: str, reader: SignalReader) -> None:
    """Every word said stands there masked and once, nothing is left that was provisional."""
    call = sample(name)
    told = list(happenings(call, reader))
    held = HeldCall([it for it in told if not isinstance(it, Ended)])
    app = LiveApp(held)

    async def go() -> None:
        async with app.run_test(size=SIZES[44]) as pilot:
            await settle(pilot, held)
            shown = [it for it in told if isinstance(it, Shown | Gone)]
            assert any(isinstance(it, Shown) for it in shown)
            *_, noted = (it for it in told if isinstance(it, Noted))
            assert app.live.board.notes == noted.notes
            held.end()
            await settle(pilot, held)
            rows = app.live.query_one(Tail).rows
            assert not any(row.is_provisional for row in rows)

    asyncio.run(go())
    said = mask_utterances([call.turns[i] for i in call.order])
    assert [line.text for line in app.live.talk.lines] == [it.text for it in said]
    assert app.live.board.phase is Phase.ENDED
    assert app.live.board.shown is None


def test_what_is_on_the_screen_is_what_was_shown_last(reader: SignalReader) -> None:
    """At every moment of a call the card is the last prompt that came and has not gone."""
    board, on_screen = Board(Phase.STARTING), None
    for it in happenings(sample("cut-off"), reader):
        if isinstance(it, Shown):
            on_screen = it
        elif isinstance(it, Gone) and on_screen and it.prompt_id == on_screen.prompt.id:
            on_screen = None
        if isinstance(it, Ended):
            on_screen = None
        board = board.after(it)
        assert board.shown is on_screen
