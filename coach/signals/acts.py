"""The acts: what an utterance can do. training/README.md defines each, with its near misses."""

from enum import StrEnum


class Act(StrEnum):
    """Several hold of one utterance at once."""

    # Either side
    GREETING = "greeting"
    BACKCHANNEL = "backchannel"
    QUESTION = "question"
    ANSWER = "answer"
    ASK_REPEAT = "ask_repeat"
    THANKS = "thanks"
    GOOD_WISH = "good_wish"
    GOODBYE = "goodbye"
    SMALL_TALK = "small_talk"

    # The agent
    ASK_NAME = "ask_name"
    ASK_PHONE = "ask_phone"
    ASK_EMAIL = "ask_email"
    ASK_ADDRESS = "ask_address"
    ASK_POSTCODE = "ask_postcode"
    ASK_BIRTHDATE = "ask_birthdate"
    ASK_CARD = "ask_card"
    ASK_NUMBER = "ask_number"
    ASK_SECURITY = "ask_security"
    ASK_REASON = "ask_reason"
    OPEN_QUESTION = "open_question"
    READ_BACK = "read_back"
    REFLECT = "reflect"
    ACK_FEELING = "ack_feeling"
    PERSONAL_TOUCH = "personal_touch"
    APOLOGY_FAULT = "apology_fault"
    APOLOGY_NEWS = "apology_news"
    APOLOGY_CHOICE = "apology_choice"
    APOLOGY_SPEECH = "apology_speech"
    APOLOGY_REFUSAL = "apology_refusal"
    OWN_UP = "own_up"
    REMEDY = "remedy"
    ACTION = "action"
    LOOK_UP = "look_up"
    PROMISE = "promise"
    WHEN = "when"
    VAGUE_WHEN = "vague_when"
    NEXT_STEP = "next_step"
    WHERE_CHECK = "where_check"
    REFUSE = "refuse"
    POLICY = "policy"
    ALTERNATIVE = "alternative"
    SEND_ELSEWHERE = "send_elsewhere"
    OFFER_TO_DO = "offer_to_do"
    TRANSFER = "transfer"
    TRANSFER_WHO = "transfer_who"
    PASS_ON = "pass_on"  # noqa: S105 - an act, no password
    HOLD = "hold"
    HOLD_RETURN = "hold_return"
    BLAME = "blame"
    CONDITION = "condition"
    FINAL_CHECK = "final_check"
    ASK_WHY_LEAVING = "ask_why_leaving"
    TAKE_COMPLAINT = "take_complaint"
    INFO = "info"

    # The customer
    GIVE_IDENTIFIER = "give_identifier"
    TELL_REASON = "tell_reason"
    RETELL = "retell"
    FEELING = "feeling"
    FAILURE = "failure"
    OBJECTION = "objection"
    CHOICE = "choice"
    COMPLAINT = "complaint"
    ASK_MANAGER = "ask_manager"
    CANCEL = "cancel"
    CANCEL_REASON = "cancel_reason"
    THREAT = "threat"
    SATISFIED = "satisfied"
    ACCEPT = "accept"


ACTS: tuple[Act, ...] = tuple(Act)

ASKS: dict[Act, str] = {
    Act.ASK_NAME: "name",
    Act.ASK_PHONE: "phone",
    Act.ASK_EMAIL: "email",
    Act.ASK_ADDRESS: "address",
    Act.ASK_POSTCODE: "postcode",
    Act.ASK_BIRTHDATE: "date_of_birth",
    Act.ASK_CARD: "card",
    Act.ASK_NUMBER: "number",
    Act.ASK_SECURITY: "security",
}
"""What each act of asking asks for."""
