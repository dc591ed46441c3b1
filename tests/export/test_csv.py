import csv
import io
from dataclasses import replace

from calls_made import CLEAN_CALL, COAT_CALL
from golden_files import agrees_with
from hypothesis import given
from hypothesis import strategies as st

from coach.export.as_csv import COLUMNS, findings_csv


def test_the_sheet_byte_for_byte() -> None:
    """A spreadsheet that somebody built on the file goes on working."""
    assert agrees_with("coat.csv", findings_csv([COAT_CALL, CLEAN_CALL]))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1))
def test_text_is_neither_lost_nor_run(text: str) -> None:
    """Any text comes back as it was, and no cell begins like a formula."""
    finding = replace(COAT_CALL.findings[0], quote="ok", why=text)
    call = replace(COAT_CALL, findings=(finding,))
    rows = list(csv.reader(io.StringIO(findings_csv([call], unmasked=True), newline="")))
    assert rows[0] == list(COLUMNS)
    why = rows[1][COLUMNS.index("why")]
    assert why in {text, f"'{text}"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows[1])
