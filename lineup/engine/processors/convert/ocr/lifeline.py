"""Run as a file of its own: become another program that the system kills as soon as this one's parent is gone.

`python -I -S lifeline.py PARENT PROGRAM ARGUMENT…`. A `preexec_fn` would do the same between fork and exec, where a
process with threads may deadlock.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2); it outlives the exec


def main(parent: str, program: str, *arguments: str) -> None:
    """Become the program; where the parent is gone already, end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == int(parent):
        os.execv(program, [program, *arguments])  # noqa: S606 (the caller's own program, no shell)


if __name__ == "__main__":
    main(*sys.argv[1:])
