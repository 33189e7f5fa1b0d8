"""What ends a command, whoever raises it: its text is a sentence for people on stderr.

CommandError    a command can't do what it was asked
└── StartError  what was to be started can't be
"""


class CommandError(Exception):
    """A command can't do what it was asked; the text is one sentence that says what to do."""


class StartError(CommandError):
    """What was to be started can't be; the text is one sentence that says what to do."""
