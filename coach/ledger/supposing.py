"""What a conversation would be, were words committed that are still provisional."""

from __future__ import annotations

from dataclasses import replace

from coach.call import Speaker, Utterance
from coach.ledger.conversation import Conversation, Understood
from coach.ledger.facts import asked_for


def suppose(call: Conversation, said: Utterance, understood: Understood) -> Conversation:
    """The conversation with `said` as its latest utterance; the given one stays as it was.

    For those who look at what is asked, and at how the turn goes on: facts, matters and promises
    are those of the words that were committed.
    """
    turns = call.turns.apart()
    turn = turns.take(len(call.readings), said, understood.reading)
    asked = asked_for(said, understood.reading) if said.speaker is Speaker.AGENT else ()
    return replace(
        call,
        call=replace(
            call.call,
            utterances=call.call.utterances.and_then(said),
            now=max(call.call.now, said.end),
        ),
        readings=[*call.readings, understood.reading],
        entities=[*call.entities, understood.entities],
        turn_of=[*call.turn_of, turn.number],
        turns=turns,
        latest=len(call.readings),
        asked=tuple(one for one in asked if call.facts.known(one.kind)),
    )
