"""Files of every format, made for the tests."""

from collections.abc import Callable
from pathlib import Path

from coach.call import Speaker, WrittenCall

A, C = Speaker.AGENT, Speaker.CUSTOMER
LABELLED = Path(__file__).parents[2] / "training" / "calls"

Save = Callable[..., Path]


def turns(call: WrittenCall) -> list[tuple[Speaker, str]]:
    return [(turn.speaker, turn.text) for turn in call.turns]


TURN = {"speaker": "agent", "start": 0.0, "end": 2.5, "text": "Good morning, how can I help?"}

CASE = {
    "id": "a-coat-too-large",
    "known_facts": {"order_number": "55120", "lines": 2},
    "history": [{"date": "2026-03-02", "said": "agent said it ships Monday"}, {"said": "no date"}],
    "ended_by": "agent",
    "turns": [
        {"speaker": "agent", "start": 0.0, "end": 2.5, "text": "Good morning, how can I help?"},
        {"speaker": "customer", "start": 3, "end": 9.25, "text": "The coat  is too large."},
        {"speaker": "customer", "start": 2.0, "end": 2.5, "text": "Hi."},
    ],
    "expect": [{"pattern": "no-thanks", "turn": 0}],
    "good": [{"pattern": "open-question", "turn": 0}],
    "doubtful": [{"pattern": "dead-air", "turn": 1}],
}


VTT = """WEBVTT - The coat

NOTE written by hand

STYLE
::cue { color: white }

1
00:00:00.000 --> 00:00:02.500 align:start
<v Agent>Hello &amp; <i>welcome</i>.</v>

00:00:02.000 --> 00:00:05.500
<v.loud Customer>Hi <00:00:03.000>there <00:00:04.000>folks

00:01:05.000 --> 00:01:07.000
- and more

01:00:00.500 --> 01:00:02.500
<v Agent>One two</v> <v Customer>three four</v>
"""


def amazon_turn(begin: int, end: int, text: str, **more: object) -> dict[str, object]:
    return {"BeginOffsetMillis": begin, "EndOffsetMillis": end, "Content": text, **more}


def vcon(body: object, **more: object) -> dict[str, object]:
    return {
        "vcon": "0.4.0",
        "subject": "The coat",
        "parties": [
            {"name": "Ada", "role": "agent"},
            {"name": "Bob", "meta": {"role": "customer"}},
        ],
        "dialog": [
            {
                "type": "recording",
                "start": "2026-03-02T10:00:00Z",
                "duration": 60,
                "parties": [0, 1],
            },
            {"type": "recording", "start": "2026-03-02T10:01:30+00:00", "parties": [1]},
        ],
        "analysis": [
            {"type": "summary", "body": "x"},
            {"type": "transcript", "dialog": 0, "body": body},
        ],
        **more,
    }


BODIES = {
    "turns": [
        {"speaker": "Agent", "start": 0.5, "end": 2, "text": "Hello there."},
        {"speaker": "Customer", "start": 2.5, "duration": 1.5, "message": "Hi."},
    ],
    "segments of whisper": {
        "text": "all of it",
        "segments": [
            {
                "party": 0,
                "start": 0.5,
                "end": 2,
                "text": " Hello there.",
                "words": [
                    {"word": " Hello", "start": 0.5, "end": 0.9, "probability": 0.8},
                    {"word": " there.", "start": 1.1, "end": 2.0, "probability": 0.7},
                ],
            },
            {"party": 1, "start": 2.5, "end": 4, "text": " Hi."},
        ],
    },
    "world transcription format": {
        "transcript": {"text": "Hello there. Hi."},
        "segments": [
            {
                "id": 0,
                "start": 0.5,
                "end": 2,
                "text": "Hello there.",
                "speaker": "agent",
                "words": [0, 1],
            },
            {"id": 1, "start": 2.5, "end": 4, "text": "Hi.", "speaker": "customer"},
        ],
        "words": [
            {"id": 0, "text": "Hello", "start": 0.5, "end": 0.9, "confidence": 0.8},
            {"id": 1, "text": "there.", "start": 1.1, "end": 2.0, "confidence": 0.7},
        ],
    },
    "deepgram": {
        "results": {
            "channels": [
                {
                    "alternatives": [
                        {
                            "words": [
                                {
                                    "word": "hello",
                                    "punctuated_word": "Hello",
                                    "start": 0.5,
                                    "end": 0.9,
                                    "speaker": "agent",
                                },
                                {
                                    "word": "there",
                                    "punctuated_word": "there.",
                                    "start": 1.1,
                                    "end": 2.0,
                                    "speaker": "agent",
                                },
                                {
                                    "word": "hi",
                                    "punctuated_word": "Hi.",
                                    "start": 2.5,
                                    "end": 4.0,
                                    "speaker": "caller",
                                },
                            ]
                        }
                    ]
                }
            ]
        }
    },
}
