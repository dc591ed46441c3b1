"""What a detector's file says about its pattern, and how the files are found."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from coach.call import Evidence, Finding, Kind, Skill, Span, UsageError
from coach.ledger import Conversation, Turn
from coach.signals import Act

SECTIONS = ("What it hears", "Why it hurts", "Instead", "Known misses", "Source")
_GOOD = {"Why it hurts": "Why it helps", "Instead": "For example"}
_NOT_PATTERNS = frozenset({"pattern", "closing"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of the catalogue with its page. `instead` is what could be said, one line."""

    slug: str
    kind: Kind
    skill: Skill
    summary: str
    sections: tuple[tuple[str, str], ...]
    examples: str
    listen: Callable[[Conversation], Iterable[Finding]]
    instead: str = ""

    @property
    def name(self) -> str:
        """In plain words: "reasked identifier"."""
        return self.slug.replace("-", " ")


@cache
def discover() -> tuple[Pattern, ...]:
    """Every pattern in this folder, by slug."""
    package = importlib.import_module(__package__ or "coach.detectors")
    found = [
        _read(importlib.import_module(f"{package.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(package.__path__)
        if module.name not in _NOT_PATTERNS
    ]
    return tuple(sorted(found, key=lambda p: p.slug))


def pattern(slug: str) -> Pattern:
    """The pattern with this slug. UsageError names the nearest when there is none."""
    by_slug = {known.slug: known for known in discover()}
    if slug not in by_slug:
        near = [known for known in by_slug if set(known.split("-")) & set(slug.split("-"))]
        hint = f"Did you mean {near[0]}?" if near else "`coach patterns` lists them all."
        raise UsageError(f"There is no pattern called {slug}.", hint)
    return by_slug[slug]


def _read(module: ModuleType) -> Pattern:
    slug = module.__name__.rpartition(".")[2].replace("_", "-")
    summary, _, rest = (module.__doc__ or "").partition("\n")
    sections = _sections(rest)
    names = {_GOOD.get(name, name) if module.KIND is Kind.GOOD else name for name in SECTIONS}
    if missing := names - set(sections):
        raise TypeError(f"{module.__name__} lacks the sections {sorted(missing)}")
    instead = sections.get("Instead", "")
    return Pattern(
        slug=slug,
        kind=module.KIND,
        skill=module.SKILL,
        summary=summary.strip(),
        sections=tuple(sections.items()),
        examples=module.EXAMPLES,
        listen=module.listen,
        instead=_spoken(instead),
    )


def _spoken(instead: str) -> str:
    """The words to say, in one line, without the quotation marks when they go all around."""
    line = " ".join(instead.split())
    around = re.fullmatch(r"[“\"]([^“”\"]*)[”\"]", line)
    return around[1] if around else line


def _sections(text: str) -> dict[str, str]:
    """The headed sections of a docstring: a heading stands alone on a line, underlined by ---."""
    parts = re.split(r"^(\w[^\n]*)\n-{3,}\n", text, flags=re.MULTILINE)
    return {head.strip(): body.strip() for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def found_in(  # noqa: PLR0917 - what every detector says, in one order
    call: Conversation,
    module_name: str,
    turn: Turn,
    acts: tuple[Act, ...],
    confidence: float,
    why: str,
    evidence: Iterable[Evidence] = (),
) -> Finding:
    """A finding anchored at the utterance of a turn that does one of the acts most plainly."""
    anchor = max(turn.utterances, key=lambda i: call.readings[i].p(*acts))
    said, piece = call.said(anchor), call.readings[anchor].best(*acts)
    return found(
        call,
        module_name,
        anchor,
        confidence,
        why,
        quote=piece.text(said),
        span=piece.span(said),
        evidence=evidence,
    )


def found(
    call: Conversation,
    module_name: str,
    anchor: int,
    confidence: float,
    why: str,
    *,
    quote: str | None = None,
    span: Span | None = None,
    evidence: Iterable[Evidence] = (),
) -> Finding:
    """A finding of the detector in `module_name`, anchored at one utterance of the call."""
    said = call.said(anchor)
    return Finding(
        pattern=module_name.rpartition(".")[2].replace("_", "-"),
        kind=Kind.ANTI,
        span=span or said.span,
        anchor=anchor,
        quote=said.text if quote is None else quote,
        confidence=round(min(1.0, max(0.0, confidence)), 2),
        why=why,
        evidence=tuple(evidence),
    )
