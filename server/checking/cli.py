"""`dienhong check`."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

import rich_click as click

from server.checking import folder, neighbours, portal
from server.checking.finding import Finding, State, bad
from server.config import Settings

LOOK_S = 8.0  # at one thing

LOOKS: dict[str, Callable[[Settings], Awaitable[list[Finding]]]] = {
    "origins": folder.addresses,
    "data": folder.folder,
    "keys": folder.keys,
    "database": portal.database,
    "redis": neighbours.redis,
    "mail": neighbours.mail,
    "pages": folder.pages,
}
COLOURS = {State.OK: "green", State.WARN: "yellow", State.BAD: "red"}


@click.command()
def check() -> None:
    """Look at settings, database, Redis, mail, keys, folder and pages; say what is wrong and what to do.

    The exit code is 1 where something is bad. Nothing is changed, and no secret is printed.
    """
    from server.cli import settings  # noqa: PLC0415 - it imports this module, when it is asked for

    findings = asyncio.run(all_of(settings()))
    for found in findings:
        click.echo(
            f"{click.style(f'{found.state:<4}', COLOURS[found.state])}  {found.about:<9}  {found.what}"
        )
        if found.remedy:
            click.echo(f"{'':17}→ {found.remedy}")
    sys.exit(any(found.state is State.BAD for found in findings))


async def all_of(settings: Settings) -> list[Finding]:
    """Every look at once, each with a deadline."""
    looks = await asyncio.gather(*(_look(about, settings) for about in LOOKS))
    return [found for each in looks for found in each]


async def _look(about: str, settings: Settings) -> list[Finding]:
    try:
        async with asyncio.timeout(LOOK_S):
            return await LOOKS[about](settings)
    except TimeoutError:
        return [
            bad(
                about,
                f"no answer within {LOOK_S:.0f} s",
                "See whether it is overloaded, or a firewall is between.",
            )
        ]
