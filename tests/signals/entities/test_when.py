from datetime import date

import pytest
from naming import only, values

from coach.signals.entities import EntityKind

RESOLVED = [
    ("on Thursday", "2026-01-22"),
    ("Tuesday", "2026-01-27"),
    ("this Friday", "2026-01-23"),
    ("next Tuesday", "2026-01-27"),
    ("Friday week", "2026-01-30"),
    ("a week on Tuesday", "2026-02-03"),
    ("I called on Monday", "2026-01-19"),
    ("last Thursday", "2026-01-15"),
    ("the twenty-ninth", "2026-01-29"),
    ("on the third", "2026-02-03"),
    ("by the twenty-ninth", "../2026-01-29"),
    ("29th of March", "2026-03-29"),
    ("March the 29th", "2026-03-29"),
    ("January 22nd", "2026-01-22"),
    ("Thursday 22 January", "2026-01-22"),
    ("Thursday the 22nd", "2026-01-22"),
    ("second of June", "2026-06-02"),
    ("Monday the second", "2026-02-02"),
    ("on the second", "2026-02-02"),
    ("by end of day Friday", "../2026-01-23"),
    ("by close of business", "../2026-01-20"),
    ("it was late and it's now Wednesday", "2026-01-21"),
    ("the 12th of December", "2025-12-12"),
    ("the 12th of August", "2026-08-12"),
    ("they came on the 12th of August", "2025-08-12"),
    ("22/01", "2026-01-22"),
    ("01/22/2026", "2026-01-22"),
    ("2026-01-29", "2026-01-29"),
    ("29.01.2026", "2026-01-29"),
    ("today", "2026-01-20"),
    ("tonight", "2026-01-20"),
    ("tomorrow", "2026-01-21"),
    ("the day after tomorrow", "2026-01-22"),
    ("yesterday", "2026-01-19"),
    ("by the end of the week", "../2026-01-25"),
    ("by Friday", "../2026-01-23"),
    ("next week", "2026-01-26/2026-02-01"),
    ("this weekend", "2026-01-24/2026-01-25"),
    ("at the end of next month", "../2026-02-28"),
    ("in March", "2026-03"),
    ("since November", "2025-11"),
    ("three weeks ago", "2025-12-30"),
    ("in two months' time", "2026-03-20"),
    ("march 3rd 1987", "1987-03-03"),
    ("ninth of February, oh seven", "2007-02-09"),
    ("third of the second, seventy-one", "1971-02-03"),
    ("ninth of ten, ninety-nine", "1999-10-09"),
    ("the 9th of the 3rd 2014", "2014-03-09"),
    ("january thirtieth eighty two", "1982-01-30"),
    ("eleventh of the second, nineteen fifty one", "1951-02-11"),
    ("twenty ninth of february", "2028-02-29"),
    ("4.3.2026", "2026-03-04"),
]


@pytest.mark.parametrize(("said", "value"), RESOLVED)
def test_a_date_is_told_on_the_day_of_the_call(said: str, value: str) -> None:
    """ISO, ahead of the call unless the words speak of the past."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.DATE, value)


UNRESOLVED = [
    ("on Thursday", "weekday:thursday"),
    ("the twenty-ninth", "monthday:29"),
    ("29th of March", "monthday:29 month:3"),
    ("Thursday the 22nd", "weekday:thursday monthday:22"),
    ("22 January 2026", "2026-01-22"),
    ("tomorrow", "relative:tomorrow"),
    ("by Friday", "../weekday:friday"),
    ("in March", "month:3"),
    ("by the end of the week", "../end:this-week"),
]


@pytest.mark.parametrize(("said", "value"), UNRESOLVED)
def test_a_date_without_the_day_of_the_call_keeps_its_parts(said: str, value: str) -> None:
    """What was said is kept in one form."""
    assert only(said, None).value == value


@pytest.mark.parametrize(
    "said",
    [
        "I may be late",
        "the third time",
        "on the first floor",
        "a second opinion",
        "one second please",
        "every Friday",
        "march on",
        "on the second try",
        "we're there 24/7",
        "it's the first one",
        "the thirty-second",
        "every day of the week",
    ],
)
def test_other_words_are_no_dates(said: str) -> None:
    """Months that are verbs, ordinals that count, days that come every week."""
    assert not values(said, EntityKind.DATE)


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2024, 2, 29), date(2026, 12, 31)])
def test_a_day_of_the_month_is_the_next_one_that_exists(day: date) -> None:
    """From a long month into short ones and over the new year."""
    (value,) = values("on the thirty-first", EntityKind.DATE, day=day)
    found = date.fromisoformat(value)
    assert found.day == 31
    assert 0 <= (found - day).days <= 62


TIMES = [
    ("ten to three", "14:50"),
    ("quarter past four", "16:15"),
    ("half nine", "09:30"),
    ("half past nine in the evening", "21:30"),
    ("8 am", "08:00"),
    ("8am", "08:00"),
    ("8 a.m.", "08:00"),
    ("three p m", "15:00"),
    ("10:30", "10:30"),
    ("nine-thirty sharp, at nine-thirty", "09:30"),
    ("at three", "15:00"),
    ("at eight tomorrow", "08:00"),
    ("by five o'clock", "..-17:00"),
    ("after six", "18:00-.."),
    ("noon", "12:00"),
    ("eight in the evening", "20:00"),
    ("three in the morning", "03:00"),
    ("between eight and twelve", "08:00-12:00"),
    ("twelve till four", "12:00-16:00"),
    ("8am-1pm", "08:00-13:00"),
    ("between two and four pm", "14:00-16:00"),
    ("from nine to five thirty", "09:00-17:30"),
    ("half two and half three, between half two and half three", "14:30-15:30"),
    ("Monday, eight to twelve", "08:00-12:00"),
    ("tomorrow morning", "06:00-12:00"),
    ("Thursday afternoon", "12:00-18:00"),
]


@pytest.mark.parametrize(("said", "value"), TIMES)
def test_a_time_of_day_is_told_as_people_say_it(said: str, value: str) -> None:
    """Without "am" or "pm" it is a time of the working day."""
    assert value in values(said, EntityKind.TIME)


@pytest.mark.parametrize(
    "said",
    [
        "at one point I gave up",
        "by one of your engineers",
        "between five and ten people",
        "three to five working days",
        "good morning",
        "at 4 4 1 7 0",
        "five to ten percent",
        "about three",
        "after two weeks",
        "at ten dollars each",
    ],
)
def test_other_numbers_are_no_times(said: str) -> None:
    """Counts and measures stay what they are."""
    assert not values(said, EntityKind.TIME)


DURATIONS = [
    ("two hours", "2 hours"),
    ("three to five working days", "3-5 working days"),
    ("3-5 business days", "3-5 working days"),
    ("a fortnight", "14 days"),
    ("24 hours", "24 hours"),
    ("twenty-four to forty-eight hours", "24-48 hours"),
    ("half an hour", "30 minutes"),
    ("an hour and a half", "90 minutes"),
    ("two and a half hours", "150 minutes"),
    ("three quarters of an hour", "45 minutes"),
    ("a couple of minutes", "2 minutes"),
    ("a day or two", "1-2 days"),
    ("within five working days", "0-5 working days"),
    ("up to three weeks", "0-21 days"),
    ("at least ten days", "10+ days"),
    ("within the hour", "0-1 hours"),
    ("a year and a half", "18 months"),
    ("one hour and twenty minutes", "80 minutes"),
]


@pytest.mark.parametrize(("said", "value"), DURATIONS)
def test_a_length_of_time_has_one_form(said: str, value: str) -> None:
    """Weeks are days, years are months, halves are made whole."""
    entity = only(said)
    assert (entity.kind, entity.value) == (EntityKind.DURATION, value)


@pytest.mark.parametrize("said", ["have a nice day", "the other day", "once a week", "happy hour"])
def test_a_day_as_a_noun_is_no_length(said: str) -> None:
    """Only what lasts."""
    assert not values(said, EntityKind.DURATION)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("he'll be with you by three on the dot", "by three"),
        ("it's between eight and twelve", "between eight and twelve"),
        ("you'll have it within five working days, okay", "within five working days,"),
        ("it's done within the hour", "within the hour"),
        ("give me half an hour", "half an hour"),
        ("it comes by Friday at the latest", "by Friday"),
    ],
)
def test_the_word_that_leads_to_a_time_belongs_to_it(said: str, text: str) -> None:
    """A deadline is quoted as one."""
    assert only(said).text == text
