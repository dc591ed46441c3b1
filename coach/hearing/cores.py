"""How many threads pay: one a physical core. More make recognition slower, much slower."""

from __future__ import annotations

import os
import platform
import subprocess
from functools import cache
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")


@cache
def physical_cores() -> int:
    """The physical cores that this process may use, at least 1."""
    if platform.system() == "Linux":
        allowed = os.sched_getaffinity(0)
        siblings = {_siblings(cpu) for cpu in allowed}
        return max(1, len(siblings))
    if platform.system() == "Darwin":
        # On Apple silicon the efficiency cores would only hold the others up.
        for name in ("hw.perflevel0.physicalcpu", "hw.physicalcpu"):
            asked = subprocess.run(  # noqa: S603 - nothing of it comes from outside
                ["/usr/sbin/sysctl", "-n", name], capture_output=True, text=True, check=False
            )
            if asked.stdout.strip().isdigit():
                return max(1, int(asked.stdout))
    return max(1, (os.cpu_count() or 2) // 2)


def _siblings(cpu: int) -> str:
    try:
        listed = _TOPOLOGY / f"cpu{cpu}" / "topology" / "thread_siblings_list"
        return listed.read_text(encoding="ascii").strip()
    except OSError:
        return str(cpu)
