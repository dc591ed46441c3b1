"""What a program pays for when it imports a part of the project."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = (
    "av",
    "ctranslate2",
    "faster_whisper",
    "onnxruntime",
    "sounddevice",
    "textual",
    "torch",
    "transformers",
    "whisper",
)


def loaded_by(code: str) -> set[str]:
    """The modules in memory of a fresh interpreter that has run `code`, warnings being errors."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("part", ["coach.call", "coach.detectors", "coach.coaching"])
def test_light_parts_load_nothing_heavy(part: str) -> None:
    """The vocabulary, the detectors and the coaching load no screen, no model and no sound."""
    assert not loaded_by(f"import {part}").intersection(HEAVY)


def test_every_detector_is_light() -> None:
    """Finding all patterns loads no screen, no model and no sound."""
    loaded = loaded_by("from coach.detectors import discover; assert len(discover()) > 30")
    assert not loaded.intersection(HEAVY)


def test_the_vocabulary_stands_alone() -> None:
    """Importing the vocabulary loads the standard library and nothing of the project but itself."""
    loaded = loaded_by("import coach.call") - loaded_by("pass")
    ours = {name for name in loaded if name.split(".")[0] == "coach"}
    assert {name for name in ours if not name.startswith("coach.call")} == {"coach"}
    others = {name.split(".")[0] for name in loaded} - {"coach"}
    assert others <= set(sys.stdlib_module_names)


def test_asking_for_help_is_light() -> None:
    """`coach --help` loads no screen, no model and no sound."""
    code = "from click.testing import CliRunner; from coach.cli import main; "
    code += "assert CliRunner().invoke(main, ['--help']).exit_code == 0"
    assert not loaded_by(code).intersection({*HEAVY, "numpy", "dateparser"})


def test_imports_point_one_way() -> None:
    """The contracts on who may import whom hold."""
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command is not None, "import-linter is not installed beside this interpreter"
    done = subprocess.run(
        [command, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
