"""`dienhong backup` and `dienhong restore`."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click

from server import database
from server.keeping import backing, restoring
from server.keeping.archive import BadBackup
from server.keeping.restoring import NotEmpty

T = TypeVar("T")
WRITTEN = click.Path(path_type=Path, dir_okay=False)
READ = click.Path(path_type=Path, dir_okay=False, exists=True)

APART = "Not in it: the secret keys (`secret`, `audit.key`) and the settings with passwords. Keep copies of them apart."


@click.command()
@click.argument("file", type=WRITTEN)
def backup(file: Path) -> None:
    """Write the whole portal to FILE, while it serves: database, files, and the settings but for secrets."""
    from server.cli import settings  # noqa: PLC0415 - it imports this module, when it is asked for

    done = _run(backing.back_up(settings(), file, _say))
    click.echo(f"{file}: {done.rows:,} rows, {done.files:,} files, {done.bytes / 1e6:,.1f} MB.")
    click.echo(APART)


@click.command()
@click.argument("file", type=READ)
@click.option("--sign-out", is_flag=True, help="End every session and API token of the backup.")
def restore(file: Path, sign_out: bool) -> None:
    """Bring the backup FILE into the portal of the settings, which must be empty and not be running."""
    from server.cli import settings  # noqa: PLC0415 - it imports this module, when it is asked for

    done = _run(restoring.restore(settings(), file, _say, sign_out=sign_out))
    click.echo(f"Restored: {done.rows:,} rows, {done.files:,} files, {done.rooms:,} rooms.")
    click.echo(
        "Put the secret keys back before the first start, then judge the record: dienhong audit export"
    )


def _say(line: str) -> None:
    click.echo(line, err=True)


def _run(work: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(work)
    except (OSError, BadBackup, NotEmpty, *database.UNAVAILABLE) as error:
        raise click.ClickException(str(error)) from error
