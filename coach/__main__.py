"""`python -m coach`: the same as the command `coach`."""

from coach.cli import main

main(prog_name="coach")
