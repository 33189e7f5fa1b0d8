"""`lineup key`: the embedded engine's own key, and named keys that are given out and taken back."""

import argparse
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lineup.commands.terminal import table_text
from lineup.engine.callers import MAX_LIMIT, NAMED_KEY_LIMITS, Limits
from lineup.engine.keys import engine_key, prepare_data_dir
from lineup.errors import CommandError
from lineup.settings import Settings

if TYPE_CHECKING:
    from lineup.engine.store.keys import KeyStore, StoredKey

PREFIX = "lineup_"
"""How the secret of a named key begins, so that it is recognised where it should not be."""

_SECRET_BYTES = 32
_MAX_NAME = 100
_HEAD = ("name", "created", "requests/min", "concurrent runs", "state")

Print = Callable[[str], None]


def add_key_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `key` and what can be done with keys to the command line."""
    parser = commands.add_parser(
        "key", help="print the embedded engine's API key, or add, list and revoke named keys"
    )
    _add_data_dir(parser, default=None)
    actions = parser.add_subparsers(dest="action")
    add = actions.add_parser("add", help="make a key and print its secret, once")
    add.add_argument("name", type=_name, help="what the key is called, such as its user")
    for option, what in (
        ("--requests-per-minute", "requests that each endpoint takes in 60 seconds"),
        ("--concurrent-runs", "runs that may be open at once"),
    ):
        add.add_argument(option, type=_limit, metavar="N", help=f"{what} (default 400)")
    revoke = actions.add_parser("revoke", help="make a key invalid, at once and for good")
    revoke.add_argument("name", help="the key's name")
    listing = actions.add_parser("list", help="list all named keys, without their secrets")
    for action in (add, revoke, listing):
        # A default here would replace what stands before the action's name.
        _add_data_dir(action, default=argparse.SUPPRESS)


def run_key_command(chosen: argparse.Namespace, settings: Settings, show: Print) -> None:
    """Do what was asked for, raising CommandError with a sentence where that can't be done."""
    match chosen.action:
        case "add":
            limits = Limits(chosen.requests_per_minute, chosen.concurrent_runs)
            show(_add(settings, chosen.name, limits))
        case "revoke":
            show(_revoke(settings, chosen.name))
        case "list":
            show(_list(settings))
        case _:
            show(engine_key(settings).get_secret_value())


def _add(settings: Settings, name: str, limits: Limits) -> str:
    secret = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    with _keys(settings) as keys:
        if not keys.add_key(name, secret, limits):
            message = f"There is, or was, a key named {name!r}: choose another name."
            raise CommandError(message)
    return secret


def _revoke(settings: Settings, name: str) -> str:
    with _keys(settings) as keys:
        revoked = keys.mark_revoked(name)
    if revoked is None or revoked.revoked_at is None:
        message = f"There is no key named {name!r}: `lineup key list` shows all names."
        raise CommandError(message)
    return f"The key {name!r} is revoked since {revoked.revoked_at:%Y-%m-%d %H:%M} UTC."


def _list(settings: Settings) -> str:
    with _keys(settings) as keys:
        found = keys.list_keys()
    if not found:
        return "There are no named keys: `lineup key add NAME` makes one."
    fallback = Limits(settings.requests_per_minute, settings.concurrent_runs)
    return table_text([_HEAD, *(_row(key, fallback.over(NAMED_KEY_LIMITS)) for key in found)])


def _row(key: "StoredKey", fallback: Limits) -> tuple[str, ...]:
    limits = key.limits.over(fallback)
    return (
        key.name,
        f"{key.created:%Y-%m-%d %H:%M} UTC",
        f"{limits.requests_per_minute:,}",
        f"{limits.concurrent_runs:,}",
        f"revoked {key.revoked_at:%Y-%m-%d %H:%M} UTC" if key.revoked_at else "good",
    )


@contextmanager
def _keys(settings: Settings) -> Iterator["KeyStore"]:
    """Give the keys in the engine's database, which may be running or yet to be made."""
    from lineup.clock import utc_now  # noqa: PLC0415 (likewise)
    from lineup.engine.assembly import engine_database  # noqa: PLC0415 (slow; `lineup key` alone has no need of it)
    from lineup.engine.store.keys import KeyStore  # noqa: PLC0415 (likewise)
    from lineup.engine.store.migrating import MIGRATIONS  # noqa: PLC0415 (likewise)

    prepare_data_dir(settings.data_dir)
    database = engine_database(settings)
    try:
        MIGRATIONS.migrate(database)
        yield KeyStore(database, utc_now)
    finally:
        database.dispose()


def _add_data_dir(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=default,
        help="folder of everything that is kept (default: the user's data folder)",
    )


def _name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > _MAX_NAME or not name.isprintable():
        message = f"{text!r} is not a name: give 1 to {_MAX_NAME} printable characters"
        raise argparse.ArgumentTypeError(message)
    return name


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:10]) <= MAX_LIMIT:
        message = f"{text!r} is not a limit: give a number from 1 to {MAX_LIMIT}"
        raise argparse.ArgumentTypeError(message)
    return int(text)
