"""The languages that multilingual Whisper models know, by their codes."""

from __future__ import annotations

from typing import Protocol

from coach.call import UsageError

_CODES = """
af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr
ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc
pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue
zh
"""
CODES = frozenset(_CODES.split())


class Model(Protocol):
    """An engine, wherever it runs."""

    @property
    def name(self) -> str: ...

    @property
    def is_multilingual(self) -> bool: ...


def check_language(code: str | None, engine: Model) -> None:
    """Raise UsageError unless the engine's model knows the language. None is for it to find out."""
    if code is None:
        return
    if code not in CODES:
        raise UsageError(
            f"There is no language {code!r}.", "Use a code of two letters, such as en."
        )
    if code != "en" and not engine.is_multilingual:
        raise UsageError(
            f"{engine.name} knows English only.", "Use another model, such as --model base."
        )
