"""One prompt at a time, seldom, and at a good moment."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coach.call import Prompt
from coach.call.live import Gone, Shown, Why
from coach.coaching.offers import Offer
from coach.coaching.pacing import FEEDBACK_WITHIN_S, Pacing, Step
from coach.coaching.settings import CoachingSettings

SETTINGS = CoachingSettings()


def prompt(name: str, pattern: str | None = None, rests_for_s: float = 60.0) -> Prompt:
    return Prompt(name, pattern or name, "Cue", "Words to say.", "Why.", rests_for_s)


def offer(name: str, at: float, weight: float = 0.5, *, guard: bool = False) -> Offer:
    return Offer(prompt(name), at, weight, guard=guard)


def offered(pacing: Pacing, *offers: Offer, at: float, agent_speaks: bool = False) -> Step:
    for one in offers:
        pacing.offer(one)
    return pacing.settle(at, agent_speaks=agent_speaks)


def ids(step: Step) -> list[str]:
    return [one.prompt.id if isinstance(one, Shown) else one.prompt_id for one in step]


PROMPTS = [prompt(name, f"p{i // 2}", 10.0 * (i + 1)) for i, name in enumerate("abcdef")]
DEEDS = st.sampled_from(["offer", "guard", "settle", "helpful", "not_helpful", "mute", "done"])
STEPS = st.lists(
    st.tuples(
        DEEDS,
        st.sampled_from(PROMPTS),
        st.floats(0.0, 20.0),
        st.booleans(),
        st.floats(0.0, 1.0),
    ),
    max_size=30,
)


class Told:
    """What was done to a pacing, and what it said, with who spoke and what was offered when."""

    def __init__(self, settings: CoachingSettings) -> None:
        self.pacing = Pacing(settings)
        self.said: list[Shown | Gone] = []
        self.ordinary: list[Shown] = []
        self.guards: set[str] = set()
        self.muted: dict[str, float] = {}
        self.judged: set[str] = set()
        self.offered: dict[str, list[float]] = {}

    def note(self, step: Step, *, agent_speaks: bool, guards_now: set[str]) -> None:
        for one in step:
            if isinstance(one, Shown) and one.prompt.id not in guards_now:
                assert not agent_speaks
                self.ordinary.append(one)
        self.said.extend(step)


def run(steps: list[tuple], settings: CoachingSettings = SETTINGS) -> Told:
    told = Told(settings)
    pacing, at = told.pacing, 0.0
    for deed, chosen, later, speaks, weight in steps:
        at = round(at + later, 3)
        on_screen = pacing.on_screen
        guards_now: set[str] = set()
        step: Step = ()
        if deed in ("offer", "guard"):
            guard = deed == "guard"
            pacing.offer(Offer(chosen, at, weight, guard=guard))
            told.offered.setdefault(chosen.id, []).append(at)
            if guard:
                guards_now.add(chosen.id)
        elif deed == "helpful":
            step = pacing.helpful(at)
        elif deed == "not_helpful":
            step = pacing.not_helpful(at)
        elif deed == "mute":
            step = pacing.mute(at)
            if on_screen is not None:
                told.muted.setdefault(on_screen.prompt.pattern, at)
        elif deed == "done":
            step = pacing.done(lambda one, chosen=chosen: one.id == chosen.id, at)
        if deed in ("helpful", "not_helpful"):
            told.judged.add("any")
        told.note(step, agent_speaks=False, guards_now=set())
        told.note(
            pacing.settle(at, agent_speaks=speaks), agent_speaks=speaks, guards_now=guards_now
        )
        assert pacing.on_screen is None or at < pacing.on_screen.until
    return told


@given(STEPS)
def test_one_card_at_a_time(steps: list[tuple]) -> None:
    """A card leaves before the next one comes, and only what came leaves."""
    on_screen: str | None = None
    for one in run(steps).said:
        if isinstance(one, Shown):
            assert on_screen is None
            on_screen = one.prompt.id
        else:
            assert one.prompt_id == on_screen
            on_screen = None


@given(STEPS)
def test_a_gap_before_each_ordinary_prompt(steps: list[tuple]) -> None:
    """Between a card that left and an ordinary prompt lies the gap of the settings."""
    told = run(steps)
    left = float("-inf")
    for one in told.said:
        if isinstance(one, Gone):
            left = one.at
        elif one in told.ordinary:
            assert one.at >= left + SETTINGS.gap_s


@given(STEPS, st.integers(0, 5))
def test_the_budget_of_a_call(steps: list[tuple], budget: int) -> None:
    """No more ordinary prompts come in a call than its budget."""
    assert len(run(steps, replace(SETTINGS, budget=budget)).ordinary) <= budget


@given(STEPS)
def test_every_prompt_rests(steps: list[tuple]) -> None:
    """The same prompt comes again after its rest; after half of it at the least when it helped."""
    told = run(steps)
    least = 0.5 if told.judged else 1.0
    came: dict[str, float] = {}
    for one in told.said:
        if isinstance(one, Shown):
            before = came.get(one.prompt.id, float("-inf"))
            assert one.at >= before + one.prompt.rests_for_s * least
            came[one.prompt.id] = one.at


@given(STEPS)
def test_nothing_stale_is_shown(steps: list[tuple]) -> None:
    """What is shown was offered no longer ago than a prompt may wait."""
    told = run(steps)
    for one in told.said:
        if isinstance(one, Shown):
            assert any(at <= one.at <= at + SETTINGS.stale_s for at in told.offered[one.prompt.id])


@given(STEPS)
def test_a_muted_pattern_stays_away(steps: list[tuple]) -> None:
    """After it was muted, no prompt of a pattern comes."""
    told = run(steps)
    for one in told.said:
        if isinstance(one, Shown):
            assert one.at <= told.muted.get(one.prompt.pattern, float("inf"))


@given(STEPS)
def test_a_card_fades_when_its_time_is_over(steps: list[tuple]) -> None:
    """A card fades no sooner than it said, and is never there once that moment was settled."""
    shown: Shown | None = None
    for one in run(steps).said:
        if isinstance(one, Shown):
            shown = one
            assert SETTINGS.shortest_s - 0.001 <= one.until - one.at <= SETTINGS.longest_s + 0.001
        elif one.why is Why.FADED:
            assert shown is not None
            assert one.at >= shown.until


@given(STEPS)
def test_quiet_shows_nothing(steps: list[tuple]) -> None:
    """With the quiet setting nothing comes, no guard either."""
    assert run(steps, replace(SETTINGS, quiet=True)).said == []


def test_the_weightiest_comes_first() -> None:
    """Of several that wait the weightiest comes, of equals the latest."""
    pacing = Pacing(SETTINGS)
    step = offered(pacing, offer("light", 0.0, 0.3), offer("heavy", 0.0, 0.9), at=1.0)
    assert ids(step) == ["heavy"]
    again = Pacing(SETTINGS)
    assert ids(offered(again, offer("old", 0.0), offer("new", 1.0), at=1.0)) == ["new"]


def test_it_waits_while_the_agent_speaks() -> None:
    """An ordinary prompt waits for the end of the agent's words, and is dropped when stale."""
    pacing = Pacing(SETTINGS)
    assert offered(pacing, offer("one", 0.0), at=0.0, agent_speaks=True) == ()
    assert ids(pacing.settle(5.0, agent_speaks=False)) == ["one"]
    late = Pacing(SETTINGS)
    assert offered(late, offer("one", 0.0), at=0.0, agent_speaks=True) == ()
    assert late.settle(SETTINGS.stale_s + 0.1, agent_speaks=False) == ()


def test_a_guard_comes_at_once() -> None:
    """A guard comes while the agent speaks, over another card, without gap and budget."""
    pacing = Pacing(replace(SETTINGS, budget=1))
    offered(pacing, offer("one", 0.0), at=0.0)
    step = offered(pacing, offer("guard", 1.0, 0.1, guard=True), at=1.0, agent_speaks=True)
    assert [type(one) for one in step] == [Gone, Shown]
    assert step[0] == Gone("one", 1.0, Why.OUTRANKED)
    assert ids(step) == ["one", "guard"]


def test_what_was_asked_for_is_done() -> None:
    """A card leaves at once when it was done, and what waits for the same does not come."""
    pacing = Pacing(SETTINGS)
    offered(pacing, offer("one", 0.0), offer("two", 0.0, 0.1), at=0.0)
    assert pacing.done(lambda _: True, 2.0) == (Gone("one", 2.0, Why.DONE),)
    assert pacing.settle(SETTINGS.gap_s + 3.0, agent_speaks=False) == ()


def test_not_helpful_rests_doubled_and_gets_less() -> None:
    """After "not helpful" a prompt rests twice as long, and its pattern gets half of the budget."""
    pacing = Pacing(replace(SETTINGS, gap_s=0.0))
    offered(pacing, offer("one", 0.0), at=0.0)
    assert pacing.not_helpful(1.0) == (Gone("one", 1.0, Why.NOT_HELPFUL),)
    assert pacing.rests(prompt("one"), 119.0)
    assert not pacing.rests(prompt("one"), 120.0)
    assert ids(offered(pacing, offer("one", 120.0), at=120.0)) == ["one"]
    assert offered(pacing, offer("one", 300.0), at=300.0) == (Gone("one", 300.0, Why.FADED),)


def test_helpful_takes_a_not_helpful_back() -> None:
    """A verdict of helpful after one of not helpful leaves a pattern as it was."""
    pacing = Pacing(replace(SETTINGS, gap_s=0.0))
    for verdict, rest in ((pacing.not_helpful, 120.0), (pacing.helpful, 60.0)):
        at = 0.0 if verdict == pacing.not_helpful else 200.0
        offered(pacing, offer("one", at), at=at)
        verdict(at)
        assert pacing.rests(prompt("one"), at + rest - 1.0)
        assert not pacing.rests(prompt("one"), at + rest)


def test_a_verdict_on_the_card_that_has_just_left() -> None:
    """A key pressed a moment too late still means the card that was there; later it means none."""
    pacing = Pacing(SETTINGS)
    offered(pacing, offer("one", 0.0), at=0.0)
    pacing.settle(30.0, agent_speaks=False)
    assert pacing.not_helpful(30.0 + FEEDBACK_WITHIN_S) == ()
    assert pacing.reserve("one") == 2.0
    assert pacing.mute(31.0 + 2 * FEEDBACK_WITHIN_S) == ()
    assert not pacing.is_muted(prompt("one"))


def test_a_team_mutes_a_pattern_or_one_prompt() -> None:
    """What the settings mute never comes, by the pattern's name or by the prompt's."""
    pacing = Pacing(replace(SETTINGS, muted=frozenset({"p", "two"})))
    for one in (prompt("one", "p"), prompt("two", "q")):
        pacing.offer(Offer(one, 0.0, 1.0, guard=True))
    assert pacing.settle(0.0, agent_speaks=False) == ()


def test_the_end_of_a_call() -> None:
    """At the end the card leaves, and nothing that waited comes."""
    pacing = Pacing(SETTINGS)
    offered(pacing, offer("one", 0.0), offer("two", 0.0, 0.1), at=0.0)
    assert pacing.end(1.0) == (Gone("one", 1.0, Why.ENDED),)
    assert pacing.settle(1.0, agent_speaks=False) == ()


def test_longer_cards_stay_longer() -> None:
    """A card stays for its reading time, within the bounds of the settings."""
    assert SETTINGS.stays_for(150) == 4.0 + 10.0
    assert SETTINGS.stays_for(1) == SETTINGS.shortest_s
    assert SETTINGS.stays_for(1000) == SETTINGS.longest_s
