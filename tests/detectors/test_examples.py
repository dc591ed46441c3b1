"""What the examples of a page mark is what the detector finds."""

import pytest
from laws import ear, heard_in
from seeds import examples_of

from coach.call import WrittenCall
from coach.detectors import Pattern, discover
from coach.signals import SignalReader

EXAMPLES = [
    pytest.param(pattern, call, id=f"{pattern.slug}-{number}")
    for pattern in discover()
    for number, call in enumerate(examples_of(pattern), start=1)
]


@pytest.mark.parametrize(("pattern", "call"), EXAMPLES)
def test_found_where_it_is_marked(
    reader: SignalReader, pattern: Pattern, call: WrittenCall
) -> None:
    """In an example of its page, a pattern is found at the marked turns and at no other."""
    found = [call.order[finding.anchor] for finding in heard_in(ear(reader, [pattern]), call)]
    marked = [
        mark.turn for mark in call.marks if mark.pattern == pattern.slug and not mark.doubtful
    ]
    doubtful = {mark.turn for mark in call.marks if mark.doubtful}
    assert sorted(turn for turn in found if turn not in doubtful) == marked
