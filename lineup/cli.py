"""The command line: `lineup ui`, `serve`, `worker`, `key`, `run`, `compare` and `collection`."""

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from lineup import __version__
from lineup.commands.collection import add_collection_parser, run_collection_command
from lineup.commands.compare import add_compare_parser, run_compare_command
from lineup.commands.key import add_key_parser, run_key_command
from lineup.commands.run import add_run_parser, run_run_command
from lineup.engine.keys import prepare_data_dir
from lineup.engine.session import EngineSession
from lineup.errors import CommandError, StartError
from lineup.logs import configure_logging
from lineup.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; what keeps it from starting is one sentence on stderr."""
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen, _apply(chosen))
    except ValidationError as error:
        sentence = _settings_sentence(error)
    except CommandError as error:
        sentence = str(error)
    except KeyboardInterrupt:
        return 130
    print(sentence, file=sys.stderr)  # noqa: T201 (this is the command line)
    return 2 if chosen.command in {"run", "compare"} else 1


def _run(chosen: argparse.Namespace, settings: Settings) -> int:
    match chosen.command:
        case "ui":
            _serve_dashboard(settings)
        case "serve":
            _serve_engine(settings)
        case "worker":
            _work(settings)
        case "run":
            return run_run_command(chosen, settings, print)
        case "compare":
            return run_compare_command(chosen, settings, print)
        case "collection":
            return run_collection_command(chosen, settings, print)
        case _:
            run_key_command(chosen, settings, print)
    return 0


def _settings_sentence(error: ValidationError) -> str:
    """Return what is wrong with the settings, by the names of their variables."""
    found = (f"LINEUP_{str(item['loc'][0]).upper()}: {item['msg']}" for item in error.errors())
    return "A setting can't be used. " + "; ".join(found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lineup", description=(__doc__ or "").strip())
    parser.add_argument("--version", action="version", version=f"lineup {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in (
        (
            "ui",
            "open the dashboard, with the embedded engine unless LINEUP_BASE_URL names another server",
        ),
        ("serve", "run the engine alone; its OpenAPI is at /openapi.json"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.add_argument("--host", help="address to listen on (default 127.0.0.1)")
        command.add_argument(
            "--port", type=_port, help="port to listen on; 0 takes a free one (default 8501)"
        )
        _add_data_dir(command)
    help_text = "only work the queue that a server fills; several share a Postgres (LINEUP_DATABASE_URL) and blobs (LINEUP_BLOB_URL)"
    _add_data_dir(commands.add_parser("worker", help=help_text, description=help_text))
    add_key_parser(commands)
    add_run_parser(commands)
    add_compare_parser(commands)
    add_collection_parser(commands)
    return parser


def _add_data_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir",
        type=Path,
        help="folder of everything that is kept (default: the user's data folder)",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:  # noqa: PLR2004 (TCP's last port)
        message = f"{text!r} is not a port: give a number from 0 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _apply(chosen: argparse.Namespace) -> Settings:
    """Return the settings with the command line over the environment, and leave them there for `app.py` to read."""
    for name in ("host", "port", "data_dir"):
        value = getattr(chosen, name, None)
        if value is not None:
            os.environ[f"LINEUP_{name.upper()}"] = str(value)
    settings = Settings()
    os.environ["LINEUP_DATA_DIR"] = str(
        settings.data_dir
    )  # read again after the working directory changed
    return settings


def _serve_engine(settings: Settings) -> None:
    with _listen(settings) as listener:
        configure_logging(settings.log_level)
        session = EngineSession(settings).open()
        # The worker is starting; these take about as long to import.
        from lineup.engine.embedded import EmbeddedEngine  # noqa: PLC0415
        from lineup.serving import serve  # noqa: PLC0415

        serve(EmbeddedEngine(settings, session).application, listener, settings.data_dir)


def _serve_dashboard(settings: Settings) -> None:
    root = Path(__file__).resolve().parent.parent
    sys.path.insert(0, str(root))
    os.chdir(root)  # Streamlit looks for .streamlit/config.toml in the working directory
    with _listen(settings) as listener:
        configure_logging(settings.log_level)
        # Importing the application takes hold of the data directory and starts the worker.
        from app import app  # noqa: PLC0415
        from lineup.serving import serve  # noqa: PLC0415

        serve(app, listener, settings.data_dir if settings.is_embedded else None)


def _work(settings: Settings) -> None:
    from lineup.working import work  # noqa: PLC0415 (dear to import, and only this command needs it)

    configure_logging(settings.log_level)
    work(settings)


def _listen(settings: Settings) -> socket.socket:
    """Return a listening socket, and leave its port in the environment for the dashboard to call.

    Naming the protocol makes asyncio set TCP_NODELAY: without it, each answer on a kept connection waits 40 ms.
    """
    prepare_data_dir(settings.data_dir)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(socket.SOMAXCONN)
    except OSError as error:
        listener.close()
        message = f"Port {settings.port} on {settings.host} can't be used ({error.strerror}): choose another with --port."
        raise StartError(message) from error
    os.environ["LINEUP_PORT"] = str(listener.getsockname()[1])
    return listener


if __name__ == "__main__":
    sys.exit(main())
