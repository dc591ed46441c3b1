"""A call as WebVTT with voice tags, for players and other tools. Our importer reads it back."""

from __future__ import annotations

from collections.abc import Iterator

from coach.call import ReviewedCall, Utterance
from coach.call.masked import mask_call


def webvtt(call: ReviewedCall, *, unmasked: bool = False, word_times: bool = False) -> str:
    """The call's words, one cue an utterance, by start.

    `word_times` puts the times of the words into the cues as well, as players show them in turn.
    """
    shown = call if unmasked else mask_call(call)
    return "\n".join(_blocks(shown, word_times))


def _blocks(call: ReviewedCall, word_times: bool) -> Iterator[str]:
    yield "WEBVTT\n"
    for number, said in enumerate(sorted(call.utterances, key=lambda said: said.span), start=1):
        words = _timed(said) if word_times else _escaped(said.text)
        yield f"{number}\n{_time(said.start)} --> {_time(said.end)}"
        yield f"<v {said.speaker.title()}>{words}</v>\n"


def _timed(said: Utterance) -> str:
    """Words with the time of their end between them, and of their start after a pause."""
    parts: list[str] = []
    now = said.start
    for word in said.words:
        if word.span.start > now:
            parts.append(f"<{_time(word.span.start)}>")
        parts.append(_escaped(word.text))
        parts.append(f"<{_time(word.span.end)}> ")
        now = word.span.end
    return "".join(parts[:-1])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(seconds: float) -> str:
    whole_ms = round(seconds * 1000)
    minutes, ms = divmod(whole_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000:02d}.{ms % 1000:03d}"
