import string
import subprocess
import sys
from datetime import date

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from naming import named, values

from coach.signals.entities import EntityKind

ONES = [
    "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
]  # fmt: skip
TEENS = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
]  # fmt: skip
TENS = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
]  # fmt: skip
IDENTIFIERS = (
    EntityKind.DIGITS, EntityKind.PHONE, EntityKind.CARD, EntityKind.POSTCODE,
)  # fmt: skip

VOCABULARY = [
    *ONES, *TEENS, *TENS, "double", "triple", "hundred", "thousand", "first", "second", "third",
    "twenty-ninth", "a", "b", "i", "o", "uh", "and", "to", "of", "the", "at", "by", "between",
    "till", "half", "past", "quarter", "am", "pm", "o'clock", "noon", "pounds", "p", "cents",
    "percent", "£40", "$1,299.50", "10%", "8am", "10:30", "29th", "22/01", "3-5", "44-17", "days",
    "weeks", "hours", "working", "month", "year", "next", "last", "this", "week", "ago",
    "thursday", "January", "May", "tomorrow", "dot", "com", "example.com", "jo@example.com", "my",
    "name", "is", "ending", "card", "zip", "call", "me", "on", "it's", "as", "in", "for",
    "charlie", "K9", "LH2071", ",", "-", "…", "as", "plus", "+44", "point", "end", "a.m.",
    "x-ray", "like", "31st", "twenty-four", "15", "2026", "99",
]  # fmt: skip

speech = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=25).map(" ".join)
days = st.none() | st.dates(date(1970, 1, 1), date(2100, 1, 1))


@st.composite
def dictations(draw: st.DrawFn) -> tuple[str, str]:
    """A number, and one of the many ways in which people dictate it."""
    digits = draw(st.text(string.digits, min_size=4, max_size=12))
    said: list[str] = []
    at = 0
    while at < len(digits):
        left = digits[at:]
        ways = [ONES[int(left[0])], left[0]]
        if left[0] == "0":
            ways += ["zero", "nought"]
        if len(left) > 1 and left[0] == left[1]:
            ways += [f"double {ONES[int(left[0])]}", f"double {left[0]}"]
        if len(left) > 2 and left[0] == left[1] == left[2]:
            ways.append(f"triple {ONES[int(left[0])]}")
        if len(left) > 1 and left[0] == "1":
            ways.append(TEENS[int(left[1])])
        if len(left) > 1 and left[0] in "23456789" and left[1] != "0":
            ways.append(f"{TENS[int(left[0]) - 2]}-{ONES[int(left[1])]}")
        way = draw(st.sampled_from(ways))
        at += _length(way)
        said.append(way)
        if at < len(digits):
            said.append(draw(st.sampled_from(["", "", "", ",", "uh", "um,", "-"])))
    return digits, " ".join(filter(None, said))


def _length(way: str) -> int:
    if way.startswith("double") or "-" in way or way in TEENS:
        return 2
    return 3 if way.startswith("triple") else 1


@given(dictations())
@example(("4417", "forty-four seventeen"))
@example(("0911", "oh, nine one-one"))
def test_a_number_reads_back_as_itself(dictated: tuple[str, str]) -> None:
    """However it is said, after a word that introduces it, the digits are the digits."""
    digits, said = dictated
    assert values(f"the account number is {said}", *IDENTIFIERS) == [digits]


@given(st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=2, max_size=3), dictations())
def test_letters_before_a_number_belong_to_it(letters: str, dictated: tuple[str, str]) -> None:
    """A reference is spelled and dictated in one go."""
    digits, said = dictated
    assume(digits.strip("0"))  # "oh oh oh" after letters is three letters
    found = values(f"reference {' '.join(letters)} {said}", *IDENTIFIERS)
    assert [value.replace(" ", "") for value in found] == [letters + digits]


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1930, 2020))
def test_a_birthday_reads_back_as_itself(day: int, month: int, year: int) -> None:
    """Day, month and year, in figures and in words."""
    born = date(year, month, day)
    for form in ("%d %B %Y", "%B %d, %Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"):
        if "/" in form and day <= 12:
            continue  # the third of April to some, the fourth of March to others
        assert values(born.strftime(form), EntityKind.DATE) == [born.isoformat()]


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_clock_reads_back_as_itself(hour: int, minute: int) -> None:
    """In the notation of the morning and the evening."""
    said = f"at {hour % 12 or 12}:{minute:02d} {'pm' if hour >= 12 else 'am'}"
    assert values(said, EntityKind.TIME) == [f"{hour:02d}:{minute:02d}"]


@given(speech, days)
def test_capitals_and_punctuation_do_not_matter(said: str, day: date | None) -> None:
    """A recogniser may write neither, or too much of both."""
    plain = [(e.kind, e.value, e.words) for e in named(said, day)]
    for other in (said.upper(), said.title(), _dressed(said)):
        assert [(e.kind, e.value, e.words) for e in named(other, day)] == plain


def _dressed(said: str) -> str:
    return " ".join(f'"{word},' if at % 2 else f"{word}." for at, word in enumerate(said.split()))


@given(speech | st.text(min_size=1).filter(lambda text: text.split() != []), days)
@settings(max_examples=400)
def test_anything_can_be_read(said: str, day: date | None) -> None:
    """No words raise; what is named lies inside, in order, without overlap, and says its words."""
    found = named(said, day)
    words = said.split()
    end = 0
    for entity in found:
        assert end <= entity.words.start < entity.words.stop <= len(words)
        assert entity.text == " ".join(words[entity.words.start : entity.words.stop])
        assert entity.value
        end = entity.words.stop


@given(speech)
def test_reading_twice_gives_the_same(said: str) -> None:
    """The same words name the same things."""
    assert named(said) == named(said)


def test_libraries_wait_until_they_are_needed() -> None:
    """Reading words loads neither the telephone numbers of the world nor its calendars."""
    code = (
        "import sys\n"
        "from coach.signals.entities import entities\n"
        "from coach.call import Span, Speaker, utterance\n"
        "said = utterance(Speaker.AGENT, 'by Friday the 22nd at three, for £40', Span(0, 2))\n"
        "entities(said)\n"
        "print([m for m in ('dateparser', 'phonenumbers') if m in sys.modules])"
    )
    done = subprocess.run(  # a fresh interpreter, as the screens start in
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
