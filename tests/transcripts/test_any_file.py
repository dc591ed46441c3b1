import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from transcripts_made import BODIES, CASE, amazon_turn, vcon

from coach.call import InputError
from coach.transcripts import Transcript, is_transcript, read

FIELDS = (
    "turns speaker start end text words id expect pattern turn parties dialog analysis type body "
    "segments party Transcript Segments Participants ParticipantRole ParticipantId Items Content "
    "BeginOffsetMillis EndOffsetMillis Type vcon"
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS.split()), inner, max_size=6)
    ),
    max_leaves=25,
)

HI = {"Type": "pronunciation", "Content": "Hi", "BeginOffsetMillis": 0, "EndOffsetMillis": 9}
KNOWN = [
    CASE,
    *map(vcon, BODIES.values()),
    {"Transcript": [amazon_turn(0, 9, "Hi", ParticipantRole="AGENT", Items=[HI])]},
]


@st.composite
def damaged(draw: st.DrawFn) -> object:
    """A file of a known format with something in it replaced by anything."""
    data = json.loads(json.dumps(draw(st.sampled_from(KNOWN))))
    for _ in range(draw(st.integers(1, 3))):
        at = data
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(at[key], (dict, list)) and draw(st.integers(0, 4)):
                at = at[key]
                continue
            at[key] = draw(json_values)
            break
    return data


def holds(path: Path) -> None:
    """The law of all readers: a call that the rest can rely on, or one clear sentence."""
    is_transcript(path)
    refused = None
    try:
        found = read(path)
    except InputError as wrong:
        refused = wrong
    if refused is not None:
        assert refused.hint
        assert "\n" not in str(refused)
        return
    assert isinstance(found, Transcript)
    assert found.call.turns
    assert 0 <= found.call.end <= 24 * 3600
    for turn in found.call.turns:
        assert turn.text.isprintable()
        assert all(word.text and not word.text.isspace() for word in turn.words)
        starts = [word.span.start for word in turn.words]
        assert starts == sorted(starts)
        assert starts[0] >= 0
    assert all(0 <= mark.turn < len(found.call.turns) for mark in found.call.marks)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "call.json"


@given(st.one_of(damaged(), json_values))
def test_any_json(scratch: Path, data: object) -> None:
    """Whatever JSON says, it is read as a call or refused in a sentence."""
    scratch.write_text(json.dumps(data), encoding="utf-8")
    holds(scratch)


PIECES = st.sampled_from(
    [
        "WEBVTT\n\n",
        "00:01.000 --> 00:02.000\n",
        "00:00:01.000 --> 99:00:02.000 x\n",
        "<v Agent>",
        "</v>",
        "<v ",
        "<v>",
        "<00:00:01.500>",
        "hello ",
        "Bob: hi",
        "\n",
        "\n\n",
        "-->",
        "NOTE x\n",
        "&lt;",
        "&#1114112;",
        "agent: hi\n",
        "customer: ",
        "[0:01] ",
        "[99999:00] ",
        "... 3s\n",
        "<- x",
        "title: a\n",
        "\x1b[0m",
        "lasts: 0:01\n",
        "[0:05-0:01] agent: a\n",
        "known: a b\n",
        "{",
        "... 99999999s\n",
        "\x0b",
        "\x85",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text()))
@example("agent: hi\n[0:05] customer: \u200b")
def test_any_text(scratch: Path, text: str) -> None:
    """Whatever text says, it is read as a call or refused in a sentence."""
    scratch.write_text(text, encoding="utf-8", newline="")
    holds(scratch)


@given(st.binary())
def test_any_bytes(scratch: Path, data: bytes) -> None:
    """Whatever bytes are in a file, it is read as a call or refused in a sentence."""
    scratch.write_bytes(data)
    holds(scratch)
