"""The review screen: it holds the walk through the call and passes it down to the panels."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import OptionList

from coach.call import CoachError, Review, ReviewedCall, Verdict
from coach.tui.review.card import Card
from coach.tui.review.commands import ReviewCommands
from coach.tui.review.findings import FindingList, FindingPanel, FindingsOnDemand, Verdicts
from coach.tui.review.foot import Foot, SearchInput
from coach.tui.review.head import Head
from coach.tui.review.help import Help
from coach.tui.review.keys import KEYS, Keys, shown_keys
from coach.tui.review.outside import Outside
from coach.tui.review.playback import Playback
from coach.tui.review.rereading import Rereading
from coach.tui.review.score import ScoreCard
from coach.tui.review.timeline import Timeline
from coach.tui.review.transcript import Transcript
from coach.tui.review.walk import Walk, begin


class ReviewScreen(Screen[tuple[Review, ...]]):
    """Gives what the reader said of the findings, in the order in which it was said."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)
    COMMANDS: ClassVar = {ReviewCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (72, "-two"), (112, "-three")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#transcript"

    def __init__(self, reviewed: ReviewedCall, outside: Outside | None = None) -> None:
        super().__init__()
        self._outside = outside or Outside()
        self._keys: Keys = {}
        self._usable: Keys = {}
        self._said: dict[tuple[bool, tuple[str, int]], Verdict] = {}
        self.walk = begin(self._outside.view(reviewed))
        self.reviews: tuple[Review, ...] = ()
        self.is_swapped = False

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield Timeline(id="timeline")
        with Container(id="body"):
            yield FindingPanel(id="findings")
            yield Transcript(id="transcript")
            yield Card(id="card")
        yield Foot(id="foot")
        yield Playback(self._outside.player)
        yield Rereading(self._outside)

    def on_mount(self) -> None:
        self.go(self.walk)
        if self.walk.call.is_guess and self._outside.reread:
            key = self._keys.get("review.swap", ("",))[0]
            self.say(f"Who is who is a guess: {key} swaps the sides.")

    def go(self, walk: Walk) -> None:
        """Show the walk everywhere."""
        self.walk = walk
        if not isinstance(self.focused, SearchInput):
            self._keys = shown_keys(self.active_bindings.values(), self.app.get_key_display)
            self._usable = {it: keys for it, keys in self._keys.items() if self._can(it)}
        verdicts = self.verdicts
        verdict = verdicts.get(walk.finding.identity) if walk.finding else None
        self.query_one(Head).call = walk.call
        self.query_one(Timeline).walk = walk
        self.query_one(Transcript).walk = walk
        self.query_one(FindingPanel).show(walk, verdicts)
        self.query_one(Card).show(walk, verdict, self._keys)
        self.query_one(Foot).show(walk, self._usable)

    @property
    def verdicts(self) -> Verdicts:
        """What the reader said of the findings that are shown now, with the sides as they are."""
        return {it: said for (side, it), said in self._said.items() if side == self.is_swapped}

    def _can(self, binding: str) -> bool:
        """Whether a key is worth naming for this call."""
        return {
            "review.play": self._outside.player is not None,
            "review.swap": self._outside.reread is not None,
            "review.list": bool(self.walk.call.findings),
            "review.filter": bool(self.walk.call.findings),
        }.get(binding, True)

    def say(self, sentence: str, *, stays: bool = False) -> None:
        """One calm sentence at the foot."""
        self.query_one(Foot).say(sentence, stays=stays)

    def action_step(self, by: int) -> None:
        walk = self.walk.step(by)
        self.query_one(Foot).be_quiet()
        if walk == self.walk and walk.finding:
            self.say("That was the last one." if by > 0 else "This is the first one.")
        self.go(walk)

    def action_filter(self) -> None:
        walk = self.walk.filter(self.walk.choice.next)
        self.go(walk)
        self.say(f"Showing {walk.choice.value}: {len(walk.shown) or 'none'}.")

    def action_ask(self) -> None:
        self.query_one(Foot).ask(self.walk.query)

    @on(Foot.Asked)
    def _search(self, event: Foot.Asked) -> None:
        self.query_one(Foot).stop_asking()
        self.query_one(Transcript).focus()
        self.go(self.walk.search(event.query))
        if event.query.strip() and not self.walk.is_searching:
            self.say(f"Nobody says “{event.query.strip()}” in this call.")

    def action_back(self) -> None:
        playback = self.query_one(Playback)
        if playback.is_playing:
            playback.stop()
        else:
            self.go(self.walk.leave())

    def action_play(self) -> None:
        self.query_one(Playback).toggle(self.walk.listen)

    @on(OptionList.OptionSelected)
    def _play_chosen(self) -> None:
        self.action_play()

    @on(Playback.At)
    def _hear(self, event: Playback.At) -> None:
        at = event.moment
        self.query_one(Timeline).playing = at
        self.query_one(Transcript).playing = None if at is None else self.walk.call.moment_at(at)

    @on(Playback.Said)
    @on(Rereading.Said)
    def _pass_on(self, event: Playback.Said | Rereading.Said) -> None:
        self.say(event.sentence, stays=event.stays)

    def action_swap(self) -> None:
        if self.query_one(Rereading).start(swapped=not self.is_swapped):
            self.query_one(Playback).stop()
            self.add_class("-busy")

    @on(Rereading.Done)
    def _show_again(self, event: Rereading.Done) -> None:
        self.remove_class("-busy")
        if event.call is None:
            return
        self.is_swapped = event.swapped
        at = self.walk.at
        walk = replace(begin(event.call), choice=self.walk.choice)
        self.go(walk.near(at))

    def action_judge(self, verdict: str) -> None:
        found = self.walk.finding
        if found is None:
            return
        said = Verdict(verdict)
        review = self._outside.review(found.identity, said)
        self.reviews = (*self.reviews, review)
        self._said[self.is_swapped, found.identity] = said
        self.go(self.walk)
        try:
            self._outside.keep(review)
        except CoachError as error:
            self.say(str(error))

    def action_list(self) -> None:
        if not self.query_one(FindingPanel).display:
            on_demand = FindingsOnDemand(self.walk, self.verdicts)
            self.app.push_screen(on_demand, self._choose)
        elif isinstance(self.focused, FindingList):
            self.query_one(Transcript).focus()
        else:
            self.query_one(FindingList).focus()

    def _choose(self, number: int | None) -> None:
        if number is not None:
            self.go(self.walk.choose(number))

    @on(FindingList.Chosen)
    def _choose_listed(self, event: FindingList.Chosen) -> None:
        self._choose(event.number)

    @on(Timeline.Clicked)
    def _show_moment(self, event: Timeline.Clicked) -> None:
        moment = self.walk.call.moment_at(event.moment)
        if event.number is not None:
            self._choose(event.number)
        elif moment is not None:
            self.query_one(Transcript).show_moment(moment)

    @on(Transcript.Clicked)
    def _choose_clicked(self, event: Transcript.Clicked) -> None:
        shown = {it.number for it in self.walk.shown}
        here = self.walk.call.moments[event.moment].findings
        self._choose(next((number for number in here if number in shown), None))

    def action_score(self) -> None:
        self.app.push_screen(ScoreCard(self.walk.call.score))

    def action_help(self) -> None:
        self.app.push_screen(Help(self._keys))

    def action_quit(self) -> None:
        if len(self.app.screen_stack) > 1:
            self.dismiss(self.reviews)
        else:
            self.app.exit(self.reviews)
