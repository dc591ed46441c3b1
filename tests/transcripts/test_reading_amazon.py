from transcripts_made import A, C, Save, amazon_turn, turns

from coach.call import Span
from coach.transcripts import read, read_transcript


def test_contact_lens(save: Save) -> None:
    """Participants give the roles; the system's lines are left out, and that is told."""
    data = {
        "Channel": "VOICE",
        "Participants": [
            {"ParticipantId": "p-1", "ParticipantRole": "CUSTOMER"},
            {"ParticipantId": "p-2", "ParticipantRole": "AGENT"},
            {"ParticipantId": "p-3", "ParticipantRole": "SYSTEM"},
        ],
        "ConversationCharacteristics": {"TotalConversationDurationMillis": 9500},
        "Transcript": [
            amazon_turn(0, 800, "This call is recorded.", ParticipantId="p-3"),
            amazon_turn(1000, 2500, "Hello, [PII] speaking.", ParticipantId="p-2"),
            amazon_turn(2600, 4000, "I want my money back.", ParticipantId="p-1"),
            amazon_turn(4100, 5000, "Of course.", ParticipantId="AGENT"),
        ],
    }
    found = read(save(data))
    assert found.format == "Contact Lens"
    assert found.call.duration == 9.5
    assert found.notes == ("1 line was by a machine left out.",)
    assert turns(found.call) == [
        (A, "Hello, [PII] speaking."),
        (C, "I want my money back."),
        (A, "Of course."),
    ]


def test_contact_lens_in_real_time(save: Save) -> None:
    """The list of segments of the real-time interface is read as well."""
    rows = [
        {"Transcript": amazon_turn(0, 900, "Hello.", ParticipantRole="AGENT")},
        {"Categories": {"MatchedCategories": []}},
        {"Transcript": amazon_turn(950, 1900, "Hi.", ParticipantRole="CUSTOMER")},
    ]
    assert turns(read_transcript(save({"Segments": rows}))) == [(A, "Hello."), (C, "Hi.")]


def test_call_analytics_keeps_the_times_of_words(save: Save) -> None:
    """Words have their own times and confidence; punctuation joins the word before it."""
    items = [
        {"Type": "pronunciation", "Content": "Well", "Confidence": "0.91",
         "BeginOffsetMillis": 100, "EndOffsetMillis": 300},
        {"Type": "punctuation", "Content": ",", "Confidence": 0.0},
        {"Type": "pronunciation", "Content": "[PII]", "Redaction": [{"Confidence": 0.9}],
         "BeginOffsetMillis": 2900, "EndOffsetMillis": 3200},
    ]  # fmt: skip
    row = amazon_turn(100, 3300, "Well, [PII]", ParticipantRole="AGENT", Items=items)
    found = read(save({"Transcript": [row]}))
    assert found.format == "Call Analytics"
    words = found.call.turns[0].words
    assert [(word.text, word.span, word.confidence) for word in words] == [
        ("Well,", Span(0.1, 0.3), 0.91),
        ("[PII]", Span(2.9, 3.2), None),
    ]
    assert "Only one side of the call has any words." in found.notes


def test_call_analytics_with_broken_items_falls_back_to_the_turn(save: Save) -> None:
    """When one word has no usable time, the turn's words are laid over the turn."""
    items = [{"Type": "pronunciation", "Content": "Well", "BeginOffsetMillis": 100}]
    row = amazon_turn(0, 2000, "Well then", ParticipantRole="AGENT", Items=items)
    assert read_transcript(save({"Transcript": [row]})).turns[0].span == Span(0.0, 2.0)
