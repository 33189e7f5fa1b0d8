"""Make sure that the tests have a Postgres server to start: the one that is there, else Debian's, else a clear sentence."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

INSTALLED = (
    "/usr/lib/postgresql/*/bin",  # Debian and Ubuntu
    "/usr/pgsql-*/bin",  # Fedora and its kin
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
)


def find_postgres() -> Path | None:
    """Return the folder of an installed Postgres server's programs."""
    return next((folder for folder in _folders() if (folder / "initdb").exists()), None)


def _folders() -> Iterator[Path]:
    if config := shutil.which("pg_config"):
        asked = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(asked.stdout.strip())
    for pattern in INSTALLED:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def main() -> int:
    """Return 0 once there is a server."""
    if find_postgres():
        return 0
    if sys.platform == "darwin":
        print("The tests need a Postgres server: install one with `brew install postgresql`.")
        return 1
    installer = Path(__file__).with_name("install_package.sh")
    return subprocess.run(["sh", str(installer), "postgresql"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
