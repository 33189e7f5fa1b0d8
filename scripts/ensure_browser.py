"""Make sure that the browser tests have a browser: the one that is there, else Debian's, else a clear sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome."""
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or next((str(path) for path in MAC if path.exists()), None)


def main() -> int:
    """Return 0 once there is a browser."""
    if find_browser():
        return 0
    if sys.platform == "darwin":
        print("The browser tests need Google Chrome or Chromium in /Applications: install one.")
        return 1
    installer = Path(__file__).with_name("install_package.sh")
    return subprocess.run(["sh", str(installer), "chromium"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
