"""The guided choice of devices: what is on the screen, and what each key does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach.audio.devices import Channel, Device, Seat
from coach.audio.meters import Level
from coach.audio.remembered import Chosen
from coach.commands.keys import Press

QUIETEST_DBFS = -60.0
BAR = 20
REDRAWN_S = 0.1
MICROPHONE = "Speak, and see which bar moves. Your microphone:"
CUSTOMER = "Now let something play. The customer's sound:"
WHICH = "Both on one device. Your side, l(eft) or r(ight):"

Show = Callable[[str], None]
Levels = Callable[[], tuple[Level, ...]]


class Given(Exception):  # noqa: N818 - no error: the person has changed their mind
    """The person left without choosing."""


def choose(
    devices: Sequence[Device], levels: Levels, press: Press, show: Show, *, width: int
) -> Chosen:
    """Ask for both sides while the levels move. Raises Given when Esc or q is pressed."""
    page = _Page(devices, levels, press, show, width)
    numbers = {str(number): device for number, device in enumerate(devices, 1)}
    agent = numbers[page.ask(MICROPHONE, tuple(numbers))]
    others = {n: d for n, d in numbers.items() if d != agent or d.channels > 1}
    customer = numbers[page.ask(CUSTOMER, tuple(others))]
    if agent != customer:
        return Chosen(Seat(agent.name, api=agent.api), Seat(customer.name, api=customer.api))
    own, other = Channel.LEFT, Channel.RIGHT
    if page.ask(WHICH, ("l", "r")) == "r":
        own, other = other, own
    return Chosen(Seat(agent.name, own, agent.api), Seat(agent.name, other, agent.api))


def bar(level: Level) -> str:
    """A level as text of one width: how much of the bar is filled, and the dB."""
    if isinstance(level, str):
        return f"[{'cannot be opened':^{BAR}}]       "
    loud = 0.0 if level is None else min(1.0, max(0.0, 1.0 - level / QUIETEST_DBFS))
    told = "nothing" if level is None else f"{level:4.0f} dB"
    return f"[{'#' * round(loud * BAR):<{BAR}}]{told:>7}"


class _Page:
    """The list with its bars, drawn again in place, and a question under it."""

    def __init__(
        self, devices: Sequence[Device], levels: Levels, press: Press, show: Show, width: int
    ) -> None:
        self._devices = devices
        self._levels = levels
        self._press = press
        self._show = show
        self._width = width
        self._drawn = False

    def ask(self, question: str, answers: Sequence[str]) -> str:
        """One of the answers, typed and confirmed with Enter."""
        typed = advice = ""
        while True:
            self._draw(question, advice, typed)
            match self._press(REDRAWN_S):
                case None:
                    continue
                case "\r" | "\n" if typed in answers:
                    return typed
                case "\r" | "\n":
                    typed, advice = "", f"Type one of these: {', '.join(answers)}. q leaves."
                case "\x7f" | "\b":
                    typed = typed[:-1]
                case "\x1b" | "q":
                    raise Given
                case key if key.isalnum() and len(typed) < 3:
                    typed, advice = typed + key, ""

    def _draw(self, question: str, advice: str, typed: str) -> None:
        room = max(10, self._width - BAR - 16)
        own = [device.name for device in self._devices]
        names = [d.name if own.count(d.name) == 1 else d.title for d in self._devices]
        lines = [
            f"{number:>3} {name:<{room}.{room}} {bar(level)}"
            for number, (name, level) in enumerate(zip(names, self._levels(), strict=True), 1)
        ]
        lines += ["", advice, question, f"> {typed}"]
        up = f"\x1b[{len(lines) - 1}A\r" if self._drawn else ""
        self._drawn = True
        cleared = (f"{line[: self._width - 1]}\x1b[K" for line in lines)
        self._show(up + "\n".join(cleared))
