import shutil
import sys
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.call import InputError, Kind, Prompt, UsageError
from coach.coaching.prompt_check import FILLED, MOMENTS, Wrong, only_for_review, problems
from coach.coaching.prompts import LONGEST, fill, load_prompts, needs, read_prompt, shipped
from coach.commands.prompts import check, show
from coach.detectors import discover

HERE = Path(__file__).parents[2] / "prompts"
GOOD = """
id = "dead-air"
pattern = "dead-air"
moment = "after"
cue = "Say you're still there"
say = "I'm still here."
why = "Silence looks like a dead line."
rationale = "Ten seconds are long."
source = "Practice."
"""
NAMES = sorted(frozenset().union(*FILLED.values()))

words = st.text(min_size=1).filter(lambda text: text.split())
lines = st.lists(
    st.one_of(
        st.text(ascii_lowercase + " .,", max_size=12),
        st.sampled_from(NAMES).map("{{{}}}".format),
    ),
    max_size=6,
).map("".join)
fields = st.sampled_from(
    ["id", "pattern", "moment", "cue", "say", "why", "rationale", "source", "rests_for_s", "live"]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped prompts, to be spoilt."""
    return Path(shutil.copytree(HERE, tmp_path / "prompts"))


def written(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "one.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return file


def wrong(folder: Path, **options: object) -> set[tuple[Wrong, str]]:
    return {(one.wrong, one.about) for one in problems(folder, **options)}  # type: ignore[arg-type]


def test_every_shipped_prompt_passes_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is wrong with the prompts that come with the coach."""
    assert check() == []
    assert "nothing wrong" in capsys.readouterr().out


@pytest.mark.parametrize("prompt", load_prompts(), ids=lambda prompt: prompt.id)
def test_a_shipped_prompt_is_well_made(prompt: Prompt) -> None:
    """It lies in a file of its name, has two or three sentences of rationale, and a source."""
    assert (HERE / f"{prompt.id}.toml").is_file()
    sentences = prompt.rationale.replace(":", "").count(". ") + 1
    assert 2 <= sentences <= 3
    assert prompt.rationale.endswith(".")
    assert prompt.source.endswith((".", "”"))
    assert 20 <= prompt.rests_for_s <= 600


@pytest.mark.parametrize("part", ["cue", "say", "why"])
def test_no_two_shipped_prompts_sound_alike(part: str) -> None:
    """Every cue, every line to say and every reason is its own."""
    said = [getattr(prompt, part) for prompt in load_prompts()]
    assert len(set(said)) == len(said)


def test_the_page_for_trainers_names_all() -> None:
    """Every moment and every placeholder stands in the folder's README."""
    page = (HERE / "README.md").read_text(encoding="utf-8")
    assert [name for name in MOMENTS if f"`{name}`" not in page] == []
    assert [name for name in NAMES if f"`{{{name}}}`" not in page] == []


def test_found_in_a_clone_and_in_a_wheel(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clone uses its own folder; an installed package the one inside it."""
    assert Path(str(shipped())) == HERE
    package = tmp_path / "site-packages" / "coach"
    shutil.copytree(folder, package / "_prompts")
    monkeypatch.setattr("coach.coaching.prompts.resources.files", lambda _: package)
    assert load_prompts() == load_prompts(HERE)
    assert Path(str(shipped())) == package / "_prompts"


@given(text=st.one_of(st.text(), st.binary()))
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str | bytes
) -> None:
    """Whatever a file holds, it is a prompt or an InputError that names the file."""
    file = written(tmp_path_factory.mktemp("any"), text)
    with pytest.raises(InputError, match=r"one\.toml"):
        read_prompt(file)


@given(
    name=fields,
    value=st.one_of(
        st.text().map(lambda text: f"'''{text}'''"),
        st.integers().map(str),
        st.floats().map(str),
        st.sampled_from(["true", "1979-05-27", "[]", "{}", "[" * 5000, "9" * 5000, '"\\u001b[1m"']),
    ),
)
def test_any_value_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str
) -> None:
    """A field with any value is fit to be shown, or is refused with the file's name."""
    rest = "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{name} ="))
    file = written(tmp_path_factory.mktemp("any"), f"{rest}\n{name} = {value}\n")
    try:
        prompt = read_prompt(file)
    except InputError as error:
        refusal = error.message
        assert "one.toml" in refusal
        return
    assert prompt.cue.isprintable()
    assert all([prompt.id, prompt.pattern, prompt.cue, prompt.say, prompt.why, prompt.source])
    assert prompt.moment in ("after", "before")
    assert 0.0 <= prompt.rests_for_s <= sys.maxsize


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('cue = "Say', 'queue = "Say', "queue is no field of a prompt: there are id, pattern"),
        ('cue = "Say', 'cues = "Say', "cues is no field of a prompt: did you mean cue"),
        ('say = "I\'m still here."', "", "say is missing"),
        ('say = "I\'m still here."', 'say = "  "', "say must be one line"),
        ("say = \"I'm", 'say = """I\'m\nstill\nhere"""\n#', "say must be one line"),
        ('id = "dead-air"', 'id = "Dead air"', "id must be small letters"),
        ('"after"', '"during"', "moment must be"),
        ('source = "Practice."', "source = 3", "source must be a text"),
        ('source = "Practice."', 'source = "P."\nlive = "no"', "live must be true or false"),
        ('source = "Practice."', 'source = "P."\nrests_for_s = inf', "rests_for_s must be"),
        ('source = "Practice."', 'source = "P."\nrests_for_s = -1', "rests_for_s must be"),
        ('moment = "after"', "moment = after", "is not written as TOML"),
    ],
)
def test_a_refusal_names_the_field(tmp_path: Path, old: str, new: str, says: str) -> None:
    """A file that cannot be used is refused with its name, its field, and what it must be."""
    assert old in GOOD
    with pytest.raises(InputError, match=rf"one\.toml.* {says}"):
        read_prompt(written(tmp_path, GOOD.replace(old, new)))


def test_files_from_any_editor_are_read(tmp_path: Path) -> None:
    """A mark at the start, line ends of Windows and other files in the folder do no harm."""
    written(tmp_path, ("\ufeff" + GOOD).replace("\n", "\r\n"))
    (tmp_path / ".one.toml").write_text("a swap file", encoding="utf-8")
    (tmp_path / "one.toml~").write_text("a copy", encoding="utf-8")
    assert [prompt.id for prompt in load_prompts(tmp_path)] == ["dead-air"]


def test_two_prompts_of_one_name_are_refused(tmp_path: Path) -> None:
    """An id stands for one prompt, since what people say of it is kept by its id."""
    written(tmp_path, GOOD)
    (tmp_path / "two.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match=r"two\.toml: id"):
        load_prompts(tmp_path)
    assert (Wrong.DUPLICATE, "two.toml") in wrong(tmp_path)


def test_no_folder_is_refused(tmp_path: Path) -> None:
    """A folder that does not exist is named, rather than taken for an empty one."""
    with pytest.raises(InputError, match="nowhere"):
        load_prompts(tmp_path / "nowhere")


@given(line=lines, values=st.fixed_dictionaries(dict.fromkeys(NAMES, words)))
def test_filling(line: str, values: dict[str, str]) -> None:
    """A filled line keeps its own words, and its length wherever there is room for a letter."""
    prompt = Prompt("x", "dead-air", line, line, line)
    filled = fill(prompt, **values)
    for part, most in LONGEST.items():
        was = line
        for name in NAMES:
            was = was.replace(f"{{{name}}}", "…")
        assert len(getattr(filled, part)) <= max(most, len(was))
    if not needs(prompt):
        assert filled == prompt


def test_a_prompt_is_filled_whole_or_not_at_all() -> None:
    """A value that is missing, None or blank is an error; one that is not needed is none."""
    guard = next(prompt for prompt in load_prompts() if prompt.id == "ask-guard")
    given_all = {"kind": "account number", "value": "ending 4417", "given": "at 1:12"}
    filled = fill(guard, **given_all, question="of no use here")
    assert filled.cue == "Have it: ending 4417"
    assert filled.say == "I have your account number here: ending 4417. Is that still right?"
    for nothing in (None, "", " "):
        with pytest.raises(UsageError, match="ask-guard needs a value for kind"):
            fill(guard, **{**given_all, "kind": nothing})


def test_what_people_said_is_no_template() -> None:
    """Braces in a value stay as they were said, and long words end in an ellipsis."""
    prompt = Prompt("x", "unanswered-question", "Answer: {question}", "{question}", "Why")
    assert fill(prompt, question="{question}").cue == "Answer: {question}"
    long = "will I get my deposit back if I leave before the end of May"
    assert fill(prompt, question=long).cue == "Answer: will I get my deposit…"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("dead-air", 'pattern = "dead-air"', 'pattern = "dead-fish"', Wrong.UNUSED),
        ("dead-air", 'pattern = "dead-air"', 'pattern = "read-back"', Wrong.UNUSED),
        ("hold-running", 'id = "hold-running"', 'id = "hold-hands"', Wrong.UNUSED),
        ("dead-air", "Say you're still there", "x" * 33, Wrong.TOO_LONG),
        ("ask-guard", "Have it: {value}", "Have it, yes you have: {value}", Wrong.TOO_LONG),
        ("ask-guard", "Have it: {value}", "Have it: {question}", Wrong.PLACEHOLDER),
        ("ask-guard", "Have it: {value}", "Have it: {value.__class__}", Wrong.PLACEHOLDER),
        ("ask-guard", "Have it: {value}", "Have it: {value", Wrong.PLACEHOLDER),
        ("dead-air", "live = true", "live = maybe", Wrong.UNREADABLE),
    ],
)
def test_each_fault_is_found(folder: Path, file: str, old: str, new: str, expected: Wrong) -> None:
    """A planted fault is reported at its file and by its kind."""
    one = folder / f"{file}.toml"
    text = one.read_text(encoding="utf-8")
    assert old in text
    one.write_text(text.replace(old, new), encoding="utf-8")
    assert (expected, one.name) in wrong(folder)


def test_what_has_no_prompt_is_missed(tmp_path: Path) -> None:
    """Every pattern and moment that can be put right has a prompt, or a reason why it has none."""
    all_of_them = {known.slug for known in discover() if known.kind is Kind.ANTI} | set(MOMENTS)
    assert wrong(tmp_path) == {(Wrong.MISSING, name) for name in all_of_them}
    reasons = "\n".join(f'{name} = "So be it."' for name in all_of_them)
    (tmp_path / "only-for-review.toml").write_text(reasons, encoding="utf-8")
    assert wrong(tmp_path) == set()


def test_what_is_found_too_roughly_may_not_prompt(folder: Path) -> None:
    """A pattern that may not prompt is told for every prompt of it that is live, and no other."""
    found = wrong(folder, may_prompt=lambda slug: slug != "misplaced-apology")
    assert found == {(Wrong.MAY_NOT_PROMPT, "misplaced-apology.toml")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('no-thanks = ""', Wrong.UNREADABLE),
        ("no-thanks = 1", Wrong.UNREADABLE),
        ('no-thanks = "Too late."\nno-manners = "No."', Wrong.UNUSED),
        ('no-thanks = "Too late."\ndead-air = "No."', Wrong.MAY_NOT_PROMPT),
    ],
)
def test_the_list_of_exceptions_is_checked(folder: Path, text: str, expected: Wrong) -> None:
    """An exception needs a reason, a pattern or moment that exists, and no live prompt."""
    (folder / "only-for-review.toml").write_text(text, encoding="utf-8")
    assert (expected, "only-for-review.toml") in wrong(folder)


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Every prompt is listed with the words to say, and every exception with its reason."""
    show()
    out = " ".join(capsys.readouterr().out.split())
    assert [prompt.id for prompt in load_prompts() if prompt.say not in out] == []
    assert all(reason in out for reason in only_for_review().values())
    show(as_json=True)
    assert '"moment": "before"' in capsys.readouterr().out
