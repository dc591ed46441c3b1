"""Reviewed calls made for the tests of reports and exports."""

from coach.call import (
    Evidence,
    Finding,
    Kind,
    ReviewedCall,
    Roles,
    Span,
    Timing,
    Utterance,
    WrittenCall,
)
from coach.call.notation import parse
from coach.coaching.metrics import measure
from coach.coaching.scorecard import score

SOURCE = """
title: The coat came in the wrong size
ended by: agent
known: account_number 40718852
lasts: 1:44
agent: Good morning, Fernhill Clothing, this is Nadia. How can I help?
customer: Hi. I bought a coat for my daughter's graduation, and it came two sizes too big.
agent: Oh no. What's your account number?
customer: I typed it in a minute ago. It's four oh seven one double eight five two.
agent: Lovely, thank you. And when is the graduation?
customer: On Saturday, and I'm honestly getting quite worried, because the shop in town is --
[0:27.3-0:30.6] agent: Can you just confirm the card you paid with?
customer: Um. Four nine oh three, one one six oh, two two one nine, eight seven six five.
agent: And the three digits on the back, please?
customer: It's 419.
agent: Bear with me a moment while I look at the stock.
... 24s
agent: Thanks for waiting. I'm sorry you decided to go for a smaller size.
customer: I didn't decide, you sent the wrong one! Will it be here by Saturday?
agent: It costs $59.99 again, and the first one is refunded when it comes back.
customer: But will it be here by Saturday?
agent: It goes out today, and it arrives on Friday the sixth before noon.
customer: Oh, that's good. Thank you.
agent: Give her my congratulations. I'll email you the tracking number within the hour. Bye now.
customer: Bye.
"""

HOLDS = (Span(57.0, 81.0),)


def reviewed(
    call: WrittenCall, findings: tuple[Finding, ...], *, notes: tuple[str, ...] = ()
) -> ReviewedCall:
    """The call as a review would hand it over: in the order in which speech ended."""
    utterances: tuple[Utterance, ...] = tuple(call.turns[turn] for turn in call.order)
    return ReviewedCall(
        source="calls/coat-too-big.call",
        duration=call.end,
        engine="transcript",
        roles=Roles("guessed", 0.72, "“Nadia” was taken to be the agent."),
        ended_by=call.ended_by,
        utterances=utterances,
        turn_of=call.order,
        findings=findings,
        metrics=measure(utterances, call.end, HOLDS),
        score=score(findings, call.end),
        timing=Timing(call.end, 0.25),
        notes=notes,
    )


def find(
    call: WrittenCall,
    turn: int,
    pattern: str,
    why: str,
    *,
    quote: str = "",
    instead: str = "",
    sure: float = 0.9,
    evidence: tuple[tuple[int, str], ...] = (),
) -> Finding:
    """A finding at a turn of the written call; good when there is nothing to do instead."""
    said = call.turns[turn]
    return Finding(
        pattern=pattern,
        kind=Kind.ANTI if instead else Kind.GOOD,
        span=said.span,
        anchor=call.order.index(turn),
        quote=quote or said.text,
        confidence=sure,
        why=why,
        instead=instead,
        evidence=tuple(Evidence(call.turns[at].start, words) for at, words in evidence),
    )


COAT = parse(SOURCE)

COAT_FINDINGS = (
    find(
        COAT, 2, "reasked-identifier",
        "The account number was keyed in before the call.",
        quote="What's your account number?",
        instead="I have your account here, ending in 52.",
        sure=0.93,
        evidence=((3, "I typed it in a minute ago."),),
    ),
    find(
        COAT, 4, "personal-touch",
        "The agent picked up the graduation.",
        quote="And when is the graduation?",
    ),
    find(
        COAT, 6, "interruption",
        "The customer was in the middle of a worry and gave way.",
        instead="Let the customer finish, then ask.",
        sure=0.97,
    ),
    find(
        COAT, 6, "concern-not-acknowledged",
        "A worry about Saturday was met with a question about the card.",
        instead="I can hear it's getting close. Let's make sure it is there on Saturday.",
        sure=0.71,
        evidence=((5, "I'm honestly getting quite worried"),),
    ),
    find(
        COAT, 11, "misplaced-apology",
        "The customer did not choose this: the wrong size was sent.",
        quote="I'm sorry you decided to go for a smaller size.",
        instead="We sent the wrong size. I'll put that right today.",
        sure=0.84,
        evidence=((1, "it came two sizes too big."), (12, "you sent the wrong one!")),
    ),
    find(
        COAT, 15, "dated-promise",
        "A day and a time were given.",
        quote="it arrives on Friday the sixth before noon.",
    ),
    find(
        COAT, 17, "no-final-check",
        "The call was closed without asking whether all is settled.",
        quote="Bye now.",
        instead="Is there anything else that I can do for Saturday?",
        sure=0.88,
    ),
)  # fmt: skip

COAT_CALL = reviewed(COAT, COAT_FINDINGS, notes=("The right channel is very quiet.",))
CLEAN_CALL = reviewed(COAT, ())
