"""The agent asks for an identifier that the customer has already given.

What it hears
-------------
A request for an account, order or booking number, a name, phone, email, address, postcode, date of
birth or the like, when one of that kind was said earlier on the call, or was known before it.

Why it hurts
------------
"I keyed it in, I told the first person, and I told you." It says that nobody was listening.

Instead
-------
"I have the number ending 417 here. Is that still right?"

Known misses
------------
A number whose kind was never named, asked for again under another name. A second person's details
on the same call, when nothing in the words says so.

Source
------
Customers' own accounts: people keyed in their account number and were asked for it again and again.
"""

import re
from collections.abc import Iterator

from coach.call import Evidence, Finding, Kind, Skill
from coach.detectors.pattern import found
from coach.ledger import Asked, Conversation, GivenFact
from coach.ledger.facts import rest_of_name, says
from coach.signals import Act

KIND = Kind.ANTI
SKILL = Skill.ASKING

SURE = 0.75
NOT_CAUGHT = 0.35
"""From this chance on, a request right after the answer is a request to repeat it."""

SOMEBODY_ELSE = re.compile(
    r"\b(his|her|hers|their|theirs|another|other|second|new|different|next of kin|somebody else|"
    r"someone else|husband|wife|partner|mother|father|mum|mom|dad|son|daughter|brother|sister)\b"
)

OTHER_PART = re.compile(
    r"\b(expir\w+|security code|cvv|on the back|start date|issue number|house (name|number))\b"
)
"""Of a card or an address: other than what was given."""

EXAMPLES = """
agent: Thanks for calling Brightwater, can I take your account number?
customer: Four four one seven, double oh two.
agent: Lovely. And what can I do for you?
customer: My bill looks high this month.
agent: Let me see. What's your account number?     <- reasked-identifier

known: phone 555-0142
agent: Brightwater, good morning.
customer: Hello, my bill looks high.
agent: And what's the best phone number to reach you on?     <- reasked-identifier

agent: Can I take your account number?
customer: Four four one seven, double oh two.
agent: Sorry, I missed that. Could you say the number again?
customer: Four four one seven, double oh two.
agent: Thank you. And your postcode?

agent: Could you read me the long card number?
customer: Five three double oh, one two one one, double oh four seven, nine nine one six.
agent: Thank you. And the expiry date on it?
customer: Oh three, twenty-eight.

known: name Dale Hutchins
agent: Brightwater, good morning. I have a Mr Hutchins here, is that who I'm talking to?
customer: That's me.
"""


def listen(call: Conversation) -> Iterator[Finding]:
    if call.latest is None:
        return
    for asked in call.asked:
        known = call.facts.known(asked.kind)
        if (
            known is None
            or asked.chance < SURE
            or _right_after(call, known)
            or _for_another(call, asked)
        ):
            continue
        if _says_it(call, asked, known) or rest_of_name(
            known, asked.piece.text(call.said(call.latest))
        ):
            continue
        said = call.said(call.latest)
        yield found(
            call,
            __name__,
            call.latest,
            asked.chance,
            f"The {asked.kind.replace('_', ' ')} was already given.",
            quote=asked.piece.text(said),
            span=asked.piece.span(said),
            evidence=[] if known.start is None else [Evidence(known.start, known.quote)],
        )


def _right_after(call: Conversation, known: GivenFact) -> bool:
    """Whether the agent only did not catch what was just said."""
    if known.index is None or call.latest is None:
        return False
    turn = call.turn(call.latest)
    before = call.turns.before(turn)
    if before is None or call.turn(known.index) is turn:
        return call.turn(known.index) is turn
    just_given = call.turn(known.index) is before
    return just_given and call.readings[call.latest].p(Act.ASK_REPEAT) >= NOT_CAUGHT


def _for_another(call: Conversation, asked: Asked) -> bool:
    """Whether it is asked about somebody or something else."""
    assert call.latest is not None
    words = asked.piece.text(call.said(call.latest)).lower()
    return bool(SOMEBODY_ELSE.search(words) or OTHER_PART.search(words))


def _says_it(call: Conversation, asked: Asked, known: GivenFact) -> bool:
    """Whether the agent says the identifier, so that it is read back and not asked for."""
    assert call.latest is not None
    spoken = says(call.said(call.latest), call.entities[call.latest], known)
    return spoken or call.readings[call.latest].p(Act.READ_BACK) >= asked.chance
