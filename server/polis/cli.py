"""`dienhong import polis` and `dienhong replay`."""

import asyncio
import random
import sys
from pathlib import Path

import msgspec
import rich_click as click
from rich.console import Console

from rooms.errors import Refused
from rooms.people import Language
from rooms.rooms import Visibility
from server import database
from server.polis.export import BadExport, Export
from server.polis.site import Declined, Unanswered
from server.problems.sentences import say

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
console = Console(stderr=True)


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--room", required=True, help="Title or number. A title that no room has opens one.")
@click.option(
    "--visibility",
    type=click.Choice([v.value for v in Visibility]),
    default=Visibility.PUBLIC.value,
    show_default=True,
    help="Who may read a room that is opened.",
)
@click.option("--owner", help="E-mail of who owns a room that is opened; else the administrator.")
def polis(folder: Path, room: str, visibility: str, owner: str | None) -> None:
    """Bring a conversation of the open Polis export DIR (comments.csv, votes.csv) into a room.

    Statements become posts at their times, votes positions, people pseudonyms. What the moderators of the
    conversation took out is left out. Done again, it brings only what is new.
    """
    from server.cli import settings  # noqa: PLC0415 - it imports this module, when it is asked for
    from server.polis.run import bring_in  # noqa: PLC0415 - nobody who asks for help waits for it

    chosen = settings()
    export = _read(folder)
    where = "DATABASE_URL" if chosen.database_url else f"the data folder {chosen.data}"
    console.print(f"Into the portal of {where}.")
    try:
        summary = asyncio.run(
            bring_in(chosen, export, room, Visibility(visibility), owner, console)
        )
    except Refused as refused:
        raise click.ClickException(say(refused.reason, Language.EN, refused.facts)) from refused
    except database.UNAVAILABLE as error:
        raise click.ClickException(str(error)) from error
    console.print(_borne_out(export))
    for name, number in msgspec.to_builtins(summary).items():
        console.print(f"{name.replace('_', ' '):>20}  {number:,}")


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--url", required=True, help="The portal, as people open it.")
@click.option("--people", type=click.IntRange(1, 10_000), default=100, show_default=True)
@click.option(
    "--speed", default="max", show_default=True, help="Times real time; 0 or max: all it takes."
)
@click.option("--room", type=int, help="An open room to play in; else one is opened.")
@click.option(
    "--at-once", type=click.IntRange(1, 500), default=16, show_default=True, help="Requests."
)
@click.option("--max-seconds", type=float, help="Send nothing new after that time.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the pauses between tries.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one line of JSON.")
def replay(
    folder: Path,
    url: str,
    people: int,
    speed: str,
    room: int | None,
    at_once: int,
    max_seconds: float | None,
    seed: int,
    as_json: bool,
) -> None:
    """Play the conversation in DIR through the public API of a portal, as PEOPLE who sign up for it.

    Whoever has number n in the export is person n modulo PEOPLE. In the end the room's journal is read: every
    acknowledged command must be exactly one entry; if not, the exit code is 1.
    """
    from server.polis.run import play_on  # noqa: PLC0415 - nobody who asks for help waits for it

    export = _read(folder)
    try:
        faster = float(speed) if speed != "max" else 0.0
    except ValueError:
        raise click.BadParameter("a number or max", param_hint="--speed") from None
    chance = random.Random(seed)  # noqa: S311 - spreads the retries, hides nothing
    try:
        summary = asyncio.run(
            play_on(
                export, url, people, faster or None, room, at_once, max_seconds, chance, console
            )
        )
    except (Declined, Unanswered) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        line = {"test": "replay", "size": export.title, "seed": seed} | msgspec.to_builtins(summary)
        click.echo(msgspec.json.encode(line).decode())
    else:
        for name, value in msgspec.to_builtins(summary).items():
            console.print(f"{name.replace('_', ' '):>20}  {value}")
    if summary.violations:
        sys.exit(1)


def _read(folder: Path) -> Export:
    with console.status(f"Reading {folder}"):
        try:
            return Export(folder)
        except BadExport as error:
            raise click.ClickException(str(error)) from error


def _borne_out(export: Export) -> str:
    return (
        f"A vote of {export.agree} is to agree: so say the counts printed beside "
        f"{export.confirmed} of {len(export.statements)} statements."
    )
