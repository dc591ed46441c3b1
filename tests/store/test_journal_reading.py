"""A call read back from what is left of its journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from happenings_made import ORDINARY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.call import InputError, Setting
from coach.store.journal import Journal
from coach.store.reading import KeptCall, is_journal, read_journal


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal as it was written."""
    folder = tmp_path_factory.mktemp("calls")
    journal = Journal(folder, source="a test", engine="scripted", setting=Setting())
    for happening in ORDINARY:
        journal.take(happening)
    return journal.close().read_bytes()


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], KeptCall]:
    def reading(data: bytes) -> KeptCall:
        path = tmp_path / "a.going.jsonl"
        path.write_bytes(data)
        return read_journal(path)

    return reading


Read = Callable[[bytes], KeptCall]


def test_a_torn_last_line_is_said(whole: bytes, read: Read) -> None:
    """Cut anywhere, a journal gives all that was whole, and says that its last line is torn."""
    first = whole.index(b"\n") + 1
    everything = read(whole)
    for cut in range(first, len(whole), 7):
        kept = read(whole[:cut])
        said = len(kept.utterances)
        # An utterance that was written again may be hidden still: it stands at the same place.
        assert [it.span for it in kept.utterances] == [
            it.span for it in everything.utterances[:said]
        ]
        assert kept.skipped == 0
        lines = whole[first:cut].split(b"\n")
        assert kept.is_cut == bool(lines[-1] and not _is_json(lines[-1]))


def _is_json(line: bytes) -> bool:
    try:
        return bool(json.loads(line))
    except ValueError:
        return False


def test_a_spoilt_line_in_the_middle_is_counted(whole: bytes, read: Read) -> None:
    """The line is left out, and a finding whose words were on it; what points elsewhere stays."""
    lines = whole.split(b"\n")
    spoilt = next(i for i, line in enumerate(lines) if b"account" in line and b'"n":0' in line)
    rest = [line for i, line in enumerate(lines) if b'"n":0' not in line or i == spoilt]
    rest[rest.index(lines[spoilt])] = b"\x00\xff" + lines[spoilt][3:]
    kept = read(b"\n".join(rest))
    assert kept.skipped == 1
    assert len(kept.utterances) == 3
    assert kept.findings[0].anchor == 1
    assert kept.findings[0].quote in kept.utterances[1].text
    anchor = next(i for i, line in enumerate(lines) if b'"n":2' in line)
    kept = read(b"\n".join(lines[:anchor] + lines[anchor + 1 :]))
    assert not kept.findings
    assert kept.skipped == 1


def test_what_a_newer_coach_wrote_is_kept(whole: bytes, read: Read) -> None:
    """Records and fields that are not known do no harm, and records stay as they were."""
    new = b'{"type":"mood","at":7.5,"is":"fine"}\n'
    head, rest = whole.split(b"\n", 1)
    kept = read(head[:-1] + b',"weather":"rain"}\n' + new + rest)
    assert kept.others[0] == {"type": "mood", "at": 7.5, "is": "fine"}
    assert kept.skipped == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "does not begin as a kept call does"),
        (b'{"type":"ca', "does not begin as a kept call does"),
        (b"[]\n", "does not begin as a kept call does"),
        (b'{"type":"call","format":99}\n', "newer Coach"),
    ],
)
def test_what_is_no_journal_is_refused(read: Read, data: bytes, says: str) -> None:
    """A file without a beginning, or of a later format, is refused in one sentence."""
    with pytest.raises(InputError, match=says):
        read(data)


def test_a_journal_is_known_by_its_beginning(tmp_path: Path, whole: bytes) -> None:
    """Neither a missing file nor other JSON is taken for one."""
    (tmp_path / "a").write_bytes(whole[:60])
    (tmp_path / "b").write_text('{"turns": []}')
    known = [is_journal(tmp_path / name) for name in ("a", "b", "c")]
    assert known == [True, False, False]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_journal_is_too_spoilt_to_be_read(data: st.DataObject, whole: bytes, read: Read) -> None:
    """With any value changed in any record, or bytes turned over, the rest is read in order."""
    head, *lines = whole.split(b"\n")
    place = data.draw(st.integers(0, len(lines) - 2))
    record = json.loads(lines[place])
    field = data.draw(st.sampled_from(sorted(record)))
    record[field] = data.draw(values)
    lines[place] = json.dumps(record).encode()
    if data.draw(st.booleans()):
        spoilt = bytearray(lines[data.draw(st.integers(0, len(lines) - 2))])
        for _ in range(data.draw(st.integers(1, 5))):
            spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
        lines.insert(0, bytes(spoilt))
    kept = read(b"\n".join([head, *lines]))
    ends = [said.end for said in kept.utterances]
    assert ends == sorted(ends)
    assert kept.until >= max(ends, default=0.0)
    assert all(0 <= it.anchor < len(kept.utterances) for it in kept.findings)


@given(st.binary(max_size=300))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    """Behind a header, noise is left out and counted."""
    path = tmp_path_factory.mktemp("noise") / "a.going.jsonl"
    path.write_bytes(b'{"type":"call","format":1}\n' + noise)
    kept = read_journal(path)
    assert kept.utterances == ()
    assert kept.ended_by is None
