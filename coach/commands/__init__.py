"""What each command does, once its words are parsed."""

import json
from typing import Any

import click


def print_json(data: Any) -> None:
    """One JSON value on standard output, for programs."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
