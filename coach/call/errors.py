"""What can go wrong, said in one sentence with a next step."""


class CoachError(Exception):
    """A message for the user and a hint at what to do next.

    `exit_code` is what a command returns: 2 bad usage or settings, 3 the machine
    lacks something, 4 the input cannot be read.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(CoachError):
    """The command or a setting asks for something that does not exist."""

    exit_code = 2


class MachineError(CoachError):
    """The machine lacks something: weights, a microphone, a system library."""

    exit_code = 3


class InputError(CoachError):
    """The input cannot be read as what it claims to be."""

    exit_code = 4
