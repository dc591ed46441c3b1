import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from calls_made import CLEAN_CALL, COAT_CALL
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.call import Evidence
from coach.export.as_html import as_html
from coach.export.wording import COACHING_ONLY

SILENCE = (b"OggS not really", "audio/ogg")
VOID = {"meta", "link", "br", "img", "input", "hr", "rect"}


class Page(HTMLParser):
    """What a page is made of, read by the standard library's parser."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif name in {"src", "srcset", "action", "poster", "data"}:
                self.sources.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("call", [COAT_CALL, CLEAN_CALL])
@pytest.mark.parametrize("sound", [None, SILENCE])
def test_the_page_holds_together(call: object, sound: object) -> None:
    """Tags close, ids are there once, and every link leads to one of them."""
    page = Page(as_html(call, sound=sound))  # type: ignore[arg-type]
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)


def test_the_page_needs_nothing_else() -> None:
    """No address outside the file, and a policy that would not let one be opened."""
    text = as_html(COAT_CALL, sound=SILENCE)
    assert not re.search(r"https?:|url\(|@import|//[a-z]+\.", text)
    assert all(source.startswith("data:") for source in Page(text).sources)
    assert "default-src 'none'" in text


def test_sound_is_there_only_when_given() -> None:
    """Sound is in the page when somebody put it there, and can be played from each moment."""
    with_sound, without = as_html(COAT_CALL, sound=SILENCE), as_html(COAT_CALL)
    assert "data:audio/ogg;base64,T2dnUyBub3QgcmVhbGx5" in with_sound
    assert with_sound.count("Play 0:10") == 1
    assert "<audio" not in without
    assert "data-play=" not in without


def test_moments_and_words_are_linked_both_ways() -> None:
    """A moment leads to its turn and its evidence, and the turn leads back."""
    links = Page(as_html(COAT_CALL)).links
    for found in COAT_CALL.findings:
        assert f"#t-{found.anchor}" in links
    for label in "12345ab":
        assert links.count(f"#m-{label}") >= 3


def test_everything_that_the_report_says_is_on_the_page() -> None:
    """Score, coaching sentence, notes, reasons and alternatives are all there."""
    text = " ".join(Page(as_html(COAT_CALL)).text.split())
    for part in (
        COACHING_ONLY,
        "83 of 100 overall",
        "The right channel is very quiet.",
        "roles a guess (72 % sure)",
        "Let the customer finish, then ask.",
        "chances, not verdicts",
        "answers after 0.4 s",
    ):
        assert part in text
    assert "Nothing stood out in this call." in Page(as_html(CLEAN_CALL)).text


def test_identifying_numbers_are_hidden_unless_asked_for() -> None:
    """The page is made to be handed on, so it is masked unless somebody says otherwise."""
    assert "419" not in Page(as_html(COAT_CALL)).text
    assert "419" in Page(as_html(COAT_CALL, unmasked=True)).text


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_words_are_never_markup(text: str) -> None:
    """Whatever was said or named, it is shown as text and adds no element to the page."""
    hostile = f"</script><img src=x onerror=1>{text}\"'><svg onload=1>"
    finding = replace(
        COAT_CALL.findings[0],
        quote=hostile,
        why=hostile,
        instead="instead " + hostile,
        evidence=(Evidence(0.0, hostile),),
    )
    first = COAT_CALL.utterances[0]
    word = replace(first.words[0], text=hostile)
    call = replace(
        COAT_CALL,
        source=hostile,
        notes=(hostile,),
        findings=(finding, *COAT_CALL.findings[1:]),
        utterances=(replace(first, words=(word, *first.words[1:])), *COAT_CALL.utterances[1:]),
    )
    page = Page(as_html(call))
    plain = Page(as_html(COAT_CALL))
    assert page.tags.count("img") == plain.tags.count("img") == 0
    assert page.tags.count("svg") == plain.tags.count("svg")
    assert page.tags.count("script") == 1
