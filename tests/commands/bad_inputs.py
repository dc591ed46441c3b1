"""Commands with something wrong in them: what they should return, and what they should say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CALL = ROOT / "sample_calls" / "cut-off" / "script.call"
SOUND = ROOT / "sample_calls" / "cut-off" / "sound.opus"


@dataclass(frozen=True)
class Bad:
    """A command line in which `{}` is a folder of bad files, its exit code, and what it says."""

    line: str
    code: int
    says: str

    def arguments(self, folder: Path) -> list[str]:
        return [word.replace("{}", str(folder)) for word in self.line.split()]


def write_bad_files(folder: Path) -> Path:
    (folder / "folder").mkdir()
    for name in ("empty.wav", "empty.json", "empty.call"):
        (folder / name).touch()
    for name in ("text.wav", "text.txt"):
        (folder / name).write_text("Hello, I am a text.\n", encoding="utf-8")
    (folder / "noise.mp3").write_bytes(random.Random(1).randbytes(3000))  # noqa: S311 - noise
    (folder / "cut.json").write_text('{"turns": [', encoding="utf-8")
    (folder / "other.json").write_text('{"a": 1}', encoding="utf-8")
    (folder / "slip.call").write_text("agent: Hello.\ncustomer: Hi. <- Oops\n", encoding="utf-8")
    return folder


UNREADABLE = (
    Bad("review {}/none.wav", 4, "There is no file"),
    Bad("review {}/folder", 4, "folder is a folder"),
    Bad("review {}/empty.wav", 4, "empty.wav is empty"),
    Bad("review {}/empty.json", 4, "empty.json cannot be read. It is empty"),
    Bad("review {}/empty.call", 4, "empty.call cannot be read. It is empty"),
    Bad("review {}/text.wav", 4, "text.wav is not a recording"),
    Bad("review {}/text.txt", 4, "text.txt is not a recording"),
    Bad("review {}/noise.mp3", 4, "noise.mp3 is not a recording"),
    Bad("review {}/cut.json", 4, "cut.json cannot be read. It is no valid JSON: line 1, column 12"),
    Bad("review {}/other.json", 4, "no transcript that Coach knows"),
    Bad("review {}/slip.call", 4, "Line 2 of slip.call cannot be read."),
    Bad("review --agent {}/a.wav --customer {}/b.wav", 4, "There is no file"),
    Bad(f"review {CALL} --vocabulary {{}}/none.txt", 4, "none.txt cannot be read"),
    Bad("evaluate {}/none", 4, "none is no folder"),
    Bad("evaluate {}/empty.wav", 4, "empty.wav is no folder"),
    Bad("evaluate {}/folder", 4, "There are no labelled calls in"),
    Bad("evaluate {}", 4, "cut.json cannot be read"),
)
UNUSABLE = (
    Bad("review", 2, "There is nothing to review."),
    Bad("review --agent {}/a.wav", 2, "--agent and --customer go together."),
    Bad("review --agent-channel middle {}/a.wav", 2, "'middle' is not one of"),
    Bad("review --nonsense", 2, "No such option"),
    Bad(f"review --engine nonsense {SOUND}", 2, "There is no engine 'nonsense'."),
    Bad(f"review --model nonsense {SOUND}", 2, "There is no model 'nonsense'."),
    Bad(f"review --model {{}}/folder {SOUND}", 2, "holds no model"),
    Bad(f"review {CALL} --html {{}}/none/report.html", 2, "cannot be written"),
    Bad(f"review {CALL} {CALL} --open", 2, "--open shows one call."),
    Bad(f"review {CALL} --open --json", 2, "Give one of the two."),
    Bad(f"review {CALL} --audio", 2, "Add --html report.html."),
    Bad("patterns nonsense", 2, "There is no pattern called nonsense."),
    Bad("patterns dead-line", 2, "Did you mean dead-air?"),
    Bad("evaluate", 2, "Missing argument"),
    Bad("models fetch nonsense", 2, "There is no model 'nonsense'."),
    Bad("nonsense", 2, "No such command"),
)
