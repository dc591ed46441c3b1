"""How patterns, skills, moments and measures are called in front of people."""

from __future__ import annotations

from collections.abc import Sequence

from coach.call import Metrics, ReviewedCall, Skill, Speaker

COACHING_ONLY = "For coaching only, not for decisions on employment."
CHANCES = "chances, not verdicts"
NOTHING_FOUND = "Nothing stood out in this call."

SKILLS = {
    Skill.ASKING: "asking",
    Skill.APOLOGY: "apologies",
    Skill.LISTENING: "listening",
    Skill.ENDING: "ending",
    Skill.OWNERSHIP: "ownership",
    Skill.RECOVERY: "recovery",
}
SIDES = {Speaker.AGENT: "agent", Speaker.CUSTOMER: "customer"}

UNSURE_BELOW = 0.8
"""A finding less sure than this says so."""


def plain_name(pattern: str) -> str:
    """A pattern's slug in plain words."""
    return pattern.replace("-", " ")


def clock(seconds: float) -> str:
    """Minutes and seconds, 1:05; with hours for a long call, 1:02:05."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def percent(share: float) -> str:
    return f"{round(share * 100)} %"


def lasting(seconds: float) -> str:
    """A length of time: 4.2 s, 24 s, 2 min 5 s."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"


def how_sure(confidence: float) -> str:
    """Said of a finding that is not very sure; empty otherwise."""
    return f"{percent(confidence)} sure" if confidence < UNSURE_BELOW else ""


def facts(call: ReviewedCall) -> list[str]:
    """What the page is about: length, engine, and how the roles were settled."""
    guess = f"roles a guess ({percent(call.roles.confidence)} sure)"
    roles = "roles declared" if call.roles.how == "declared" else guess
    return [clock(call.duration), visible(call.engine), roles]


def remarks(call: ReviewedCall) -> list[str]:
    """Notes on the input, one sentence each."""
    return [visible(note) for note in (call.roles.note, *call.notes) if note]


def measures(measured: Metrics) -> list[str]:
    """The measures, each in a few words."""
    share, gap, pace = measured.talk_share, measured.response_gap_s, measured.agent_wpm
    count = measured.interruptions
    cut_in = {1: "once", 2: "twice"}.get(count, f"{count} times")
    told = [
        f"agent {percent(share[Speaker.AGENT])}",
        f"customer {percent(share[Speaker.CUSTOMER])}",
        f"both at once {lasting(measured.overlap_s)}",
        f"silence {lasting(measured.silence_s)}",
        f"on hold {lasting(measured.hold_s)}" if measured.hold_s else "",
        f"agent's longest stretch {lasting(measured.longest_monologue_s)}",
        f"agent's pace {pace:.0f} words a minute" if pace is not None else "",
        f"agent cut in {cut_in}" if count else "",
        f"answers after {gap:.1f} s" if gap is not None else "",
    ]
    return [one for one in told if one]


def wrapped(pieces: Sequence[str], width: int) -> str:
    """Lines of pieces with a dot between; a piece is not broken."""
    lines: list[str] = []
    for piece in pieces:
        if lines and len(lines[-1]) + 3 + len(piece) <= width:
            lines[-1] += f" · {piece}"
        else:
            lines.append(piece)
    return "\n".join(lines)


def quoted(text: str, longest: int = 30) -> str:
    """The words in quotation marks; of a long speech the beginning."""
    words = visible(text).split()
    more = " …" if len(words) > longest else ""
    return f"“{' '.join(words[:longest])}{more}”"


def visible(text: str) -> str:
    """Text without signs that could steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
