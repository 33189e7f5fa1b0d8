"""What the workspace can't do; the text is a sentence for people.

WorkspaceError
├── UnknownError  there is nothing of that name or id
└── TakenError    the name is in use
"""


class WorkspaceError(Exception):
    """What was asked of the workspace can't be done."""


class UnknownError(WorkspaceError):
    """There is nothing of that name or id."""


class TakenError(WorkspaceError):
    """The name is in use."""
