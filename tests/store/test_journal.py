"""A call on disk as it goes on."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from happenings_made import ORDINARY, A, C, finding, heard
from hypothesis import given
from hypothesis import strategies as st

from coach.call import Ended, EndedBy, Speaker, Tick, UsageError, Utterance
from coach.call.live import Found, Swapped
from coach.call.masked import mask_utterances
from coach.store.journal import Journal
from coach.store.places import calls_folder
from coach.store.reading import is_journal, read_journal, unfinished
from coach.store.settling import SETTLES_AFTER_S, Settling

Begin = Callable[[], Journal]


def test_what_was_written_is_read_back(begin: Begin) -> None:
    """A call that was kept to its end comes back with its words masked as a review masks them."""
    journal = begin()
    for happening in ORDINARY:
        journal.take(happening)
    path = journal.close()
    kept = read_journal(path)
    said = [it.utterance for it in ORDINARY if hasattr(it, "utterance")]
    assert kept.utterances == mask_utterances(said)
    assert [it.identity for it in kept.findings] == [("reasked-identifier", 2)]
    assert kept.findings[0].quote == "what was the number?"
    assert (kept.until, kept.ended_by) == (31.5, EndedBy.AGENT)
    assert (kept.is_cut, kept.skipped) == (False, 0)
    assert kept.began.tzinfo is not None
    assert kept.began <= datetime.now().astimezone()
    kinds = [record["type"] for record in kept.others]
    assert kinds == [
        "shown", "gone", "pin", "consented", "paused", "resumed", "trouble", "ended",
    ]  # fmt: skip
    assert kept.others[0]["prompt"] == "ask-again"
    assert path.name.endswith(".call.jsonl")
    assert is_journal(path)
    assert not unfinished(path.parent)


def test_no_number_is_on_disk(begin: Begin) -> None:
    """Neither the words, nor what was pinned, nor what was known before shows a number whole."""
    journal = begin()
    for happening in ORDINARY:
        journal.take(happening)
    text = journal.close().read_text(encoding="utf-8")
    for secret in ("nine", "4903", "40718852", "1234", "12345"):
        assert secret not in text
    assert "Nearly two hundred and fifty." in " ".join(
        word[0] for line in text.splitlines() for word in json.loads(line).get("words", [])
        if isinstance(word, list)
    )  # fmt: skip


def test_each_line_is_there_at_once(begin: Begin) -> None:
    """What was taken can be read by others before the call is over, and it counts as cut off."""
    journal = begin()
    for number, happening in enumerate(ORDINARY[:5]):
        journal.take(happening)
        assert len(read_journal(journal.path).utterances) == sum(
            hasattr(it, "utterance") for it in ORDINARY[: number + 1]
        )
    assert read_journal(journal.path).ended_by is None
    assert not unfinished(journal.path.parent), "it goes on"
    journal.close()
    assert unfinished(journal.path.parent) == (journal.path,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_its_owner_may_read_a_call(begin: Begin) -> None:
    """Others on the machine cannot read what was said."""
    journal = begin()
    journal.close()
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


def test_a_full_disk_loses_nothing_but_time(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is written once there is room again, and no line is torn."""
    journal = begin()
    write = os.write

    def full(fd: int, data: bytes) -> int:
        if len(data) > 10:
            return write(fd, data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("coach.store.journal.os.write", full)
        for happening in ORDINARY[:3]:
            with pytest.raises(OSError, match="No space"):
                journal.take(happening)
    for happening in ORDINARY[3:]:
        journal.take(happening)
    kept = read_journal(journal.close())
    assert len(kept.utterances) == 4
    assert kept.skipped == 0


def test_sides_exchanged_come_again(begin: Begin) -> None:
    """After a swap the words stand on the other side, even when they never came again."""
    journal = begin()
    journal.take(heard(A, 0, "Hello."))
    journal.take(Found(finding(0, "Hello."), 2.0))
    journal.take(Swapped(3.0))
    cut_off = read_journal(journal.path)
    assert [it.speaker for it in cut_off.utterances] == [C]
    assert cut_off.is_swapped
    journal.take(heard(C, 0, "Hello."))
    journal.take(heard(A, 3, "Hi there."))
    journal.take(Found(finding(1, "Hi there."), 5.0))
    kept = read_journal(journal.close())
    assert [it.speaker for it in kept.utterances] == [C, A]
    assert [it.quote for it in kept.findings] == ["Hi there."]


def test_a_folder_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder can be made, one sentence says so; COACH_HOME moves the usual one."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="Calls cannot be kept"):
        calls_folder(tmp_path / "file" / "calls")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    assert calls_folder() == tmp_path / "home" / "calls"
    assert calls_folder().is_dir()


pieces = st.one_of(
    st.text("0123456789", min_size=1, max_size=5),
    st.sampled_from(["four nine", "double six", "oh", "twenty", "uh", "my pin is", "is it", "ABX"]),
    st.sampled_from(["the security code", "about my bill", "for 2026 now", "then", "£45"]),
)
turns = st.lists(
    st.tuples(
        st.sampled_from(Speaker),
        st.sampled_from([0.5, 3.0, 8.0, 12.0, 60.0]),
        st.lists(pieces, min_size=1, max_size=4).map(" ".join),
    ),
    max_size=12,
)


@given(turns)
def test_at_no_moment_more_is_shown_than_when_it_is_over(rows: list) -> None:
    """Words are written hidden, then as the whole call masks them: never with a digit more."""
    settling, clock = Settling(), 0.0
    plain: list[Utterance] = []
    written: dict[int, list[Utterance]] = {}
    for speaker, pause, text in rows:
        said = heard(speaker, clock + pause, text).utterance
        clock = said.end
        for number, later in settling.settle(clock):
            written[number].append(later)
        plain.append(said)
        written.setdefault(len(plain) - 1, []).append(settling.take(said))
    for number, later in settling.settle(clock, is_over=True):
        written[number].append(later)
    for number, masked in enumerate(mask_utterances(plain)):
        assert written[number][-1] == masked
        for version in written[number]:
            for now, end, was in zip(version.words, masked.words, plain[number].words, strict=True):
                seen = sum(c.isdecimal() for c in now.text)
                assert seen <= sum(c.isdecimal() for c in end.text), (now, end, was)


def test_what_is_no_number_is_shown_again_after_a_while(begin: Begin) -> None:
    """A figure that turned out to be none is written again while the call goes on."""
    journal = begin()
    journal.take(heard(C, 0, "It was fine two weeks ago."))
    assert "two" not in read_journal(journal.path).utterances[0].text
    journal.take(Tick(2.0 + SETTLES_AFTER_S + 1.0))
    assert read_journal(journal.path).utterances[0].text == "It was fine two weeks ago."
    journal.take(Ended(60.0))
    journal.close()
