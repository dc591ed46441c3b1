"""A call that starts a process of its own while its sidebar is on; prints how it went.

Run in a fresh interpreter by test_live_processes.
"""

import asyncio
from collections.abc import Callable
from multiprocessing import get_context

from live_calls import HeldCall, settle

from coach.call.live import Happening
from coach.pipeline.outcome import Outcome
from coach.tui.live.app import LiveApp


class CallWithAProcess(HeldCall):
    """Ends when its process has."""

    def run(self, sink: Callable[[Happening], None]) -> Outcome:  # noqa: ARG002 - nothing happens
        try:
            process = get_context("spawn").Process(target=int)
            process.start()
            process.join()
        finally:
            self.told.set()
        return Outcome(f"exit code {process.exitcode}")


async def go() -> None:
    call = CallWithAProcess()
    app = LiveApp(call)
    async with app.run_test() as pilot:
        assert app.live.thread
        await asyncio.to_thread(app.live.thread.join)
        await settle(pilot, call)
    said = app.live.outcome.wrap_up if app.live.outcome else app.live.failure
    print(said)  # noqa: T201 - for the test


if __name__ == "__main__":
    asyncio.run(go())
