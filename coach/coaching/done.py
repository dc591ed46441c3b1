"""Whether what a prompt asked for has just been done, so that it can go."""

from __future__ import annotations

from coach.call import Prompt, Speaker
from coach.ledger import Conversation
from coach.ledger.turns import is_backchannel
from coach.signals import Act, EntityKind

_HEARD = (Act.ACK_FEELING, Act.APOLOGY_FAULT, Act.REFLECT, Act.PERSONAL_TOUCH, Act.REMEDY)
_MENDED = (Act.REMEDY, Act.ACTION, Act.OFFER_TO_DO, Act.ALTERNATIVE)
_ASKED = (Act.ASK_REASON, Act.OPEN_QUESTION, Act.ASK_WHY_LEAVING)
_ANSWERED = (Act.ANSWER, Act.LOOK_UP, Act.OFFER_TO_DO, Act.ALTERNATIVE)

BY_AGENT: dict[str, tuple[Act, ...]] = {
    "apology-loop": (*_MENDED, Act.PROMISE),
    "ask-guard": (Act.READ_BACK,),
    "blind-transfer": (Act.PASS_ON,),
    "cancellation-not-explored": _ASKED,
    "complaint-not-owned": (Act.TAKE_COMPLAINT, Act.TRANSFER),
    "concern-not-acknowledged": _HEARD,
    "deflection": (Act.OFFER_TO_DO, Act.TRANSFER, Act.ACTION),
    "detractor-ignored": (*_HEARD, *_ASKED),
    "goodbye-check": (Act.FINAL_CHECK,),
    "goodbye-guard": (*_ANSWERED, *_HEARD, Act.ACTION),
    "goodbye-next-step": (Act.WHEN, Act.WHERE_CHECK),
    "missed-recovery": (Act.APOLOGY_FAULT, Act.OWN_UP, Act.REMEDY),
    "policy-wall": _MENDED,
    "reasked-identifier": (Act.READ_BACK,),
    "repeated-story": (Act.REFLECT,),
    "unanswered-question": _ANSWERED,
    "vague-promise": (Act.WHEN,),
}
"""What the agent then says, by the prompt's id or else by its pattern."""

BY_A_WORD = frozenset({"dead-air"})
"""Done as soon as the agent says anything."""

BY_THE_CUSTOMER = frozenset({"interruption", "monologue", "stacked-questions"})
"""Done as soon as the customer has the floor."""

_NUMBERS = frozenset({EntityKind.DIGITS, EntityKind.PHONE, EntityKind.CARD})


def is_done(prompt: Prompt, call: Conversation) -> bool:
    """Whether the latest utterance does what the prompt asked for."""
    if call.latest is None:
        return False
    said, reading = call.said(call.latest), call.readings[call.latest]
    if is_backchannel(said, reading):
        return False
    if said.speaker is Speaker.CUSTOMER:
        return prompt.pattern in BY_THE_CUSTOMER
    if prompt.pattern in BY_A_WORD:
        return True
    if prompt.pattern == "reasked-identifier" and any(
        entity.kind in _NUMBERS for entity in call.entities[call.latest]
    ):
        return True
    acts = BY_AGENT.get(prompt.id, BY_AGENT.get(prompt.pattern, ()))
    return bool(acts) and reading.does(*acts)


def is_over(prompt: Prompt, call: Conversation) -> bool:
    """Whether the moment for a prompt that waits has gone by: the silence that it is for."""
    return prompt.pattern in BY_A_WORD and call.latest is not None
