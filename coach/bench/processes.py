"""Processor time and memory of a process and all that it started, while it runs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

_PROC = Path("/proc")


def processor_s(pid: int) -> float:
    """Seconds of processor time that a process and its descendants have used so far.

    Read from /proc where there is one (to 10 ms), otherwise from `ps`. Processes that have ended
    count as far as those that started them have waited for them.
    """
    known = dict(_from_proc() if (_PROC / "self" / "stat").exists() else _from_ps())
    return sum(known[each][1] for each in _family(pid, known) if each in known)


def memory_mb(pid: int) -> float:
    """Resident megabytes of a process and its descendants; pages they share count for each."""
    known = dict(_listed("rss"))
    return sum(known[each][1] for each in _family(pid, known) if each in known) / 1024


def _family(pid: int, known: Mapping[int, tuple[int, float]]) -> set[int]:
    family = {pid}
    while more := {child for child, (parent, _) in known.items() if parent in family} - family:
        family |= more
    return family


def _from_proc() -> Iterator[tuple[int, tuple[int, float]]]:
    tick = os.sysconf("SC_CLK_TCK")
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            yield int(folder.name), (int(fields[1]), sum(map(int, fields[11:15])) / tick)


def _from_ps() -> Iterator[tuple[int, tuple[int, float]]]:
    return _listed("time")


def _listed(what: str) -> Iterator[tuple[int, tuple[int, float]]]:
    """From `ps`: each process, its parent, and a number or a time (in seconds)."""
    command = ["/bin/ps", "-A", "-o", f"pid=,ppid=,{what}="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - fixed words
    for line in listed.stdout.splitlines():
        pid, parent, amount = line.split()
        seconds = 0.0
        for part in amount.replace("-", ":").split(":"):
            seconds = seconds * 60 + float(part)
        yield int(pid), (int(parent), seconds)
