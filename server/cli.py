"""The command line. Each command imports what it needs when it is called, so that help is there at once."""

import asyncio
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

if TYPE_CHECKING:
    from server.config import Settings


class _Elsewhere(click.RichCommand):
    """A command of another module, which is imported when the command is called and not for the list of commands."""

    def __init__(self, name: str, place: str, short_help: str) -> None:
        super().__init__(name=name, short_help=short_help)
        self._place = place

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """The context of the real command, which click then calls."""
        module, _, attribute = self._place.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command.make_context(*args, **kwargs)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--settings",
    "settings_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    envvar="DIENHONG_SETTINGS",
    help="A TOML file of settings; the environment wins over it.",
)
@click.version_option(package_name="dienhong")
def dienhong(settings_file: Path | None) -> None:
    """Diên Hồng: a forum for expert debate, live."""


def settings() -> "Settings":
    """The settings of this call: of the file that was named, and of the environment."""
    from server import config  # noqa: PLC0415

    called = click.get_current_context()
    file = called.find_root().params.get("settings_file") if called else None
    try:
        return config.read(file, os.environ)
    except config.Impossible as impossible:
        raise click.ClickException(str(impossible)) from impossible


@dienhong.command()
@click.option(
    "--processes", type=click.IntRange(1, 256), help="How many serve; wins over the setting."
)
def serve(processes: int | None) -> None:
    """Migrate the database and serve until told to stop."""
    chosen = settings()
    if processes is not None:
        import msgspec  # noqa: PLC0415

        chosen = msgspec.structs.replace(chosen, processes=processes)
    from server import serve as program  # noqa: PLC0415 - a wrong setting is said before anything is loaded

    sys.exit(program.run(chosen))


@dienhong.command()
def migrate() -> None:
    """Bring the database to this release's schema, and stop."""
    chosen = settings()
    from server import database  # noqa: PLC0415

    try:
        applied = asyncio.run(database.prepared(chosen))
    except database.UNAVAILABLE as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(applied) or "The schema is the newest.")


@dienhong.command("settings")
def list_settings() -> None:
    """Print every setting, with its default and what it is for."""
    from server.config_page import page  # noqa: PLC0415

    click.echo(page(), nl=False)


@dienhong.group("import")
def importing() -> None:
    """Bring in conversations that were held elsewhere."""


importing.add_command(
    _Elsewhere("polis", "server.polis.cli:polis", "Bring a Polis export into a room.")
)
dienhong.add_command(
    _Elsewhere("audit", "server.record.cli:audit", "The record: export it, judge an export.")
)
dienhong.add_command(
    _Elsewhere("backup", "server.keeping.cli:backup", "Write everything into one file.")
)
dienhong.add_command(
    _Elsewhere("restore", "server.keeping.cli:restore", "Bring a backup into an empty portal.")
)
dienhong.add_command(
    _Elsewhere("check", "server.checking.cli:check", "Say what is wrong with this set-up.")
)
dienhong.add_command(
    _Elsewhere(
        "forget-factors",
        "server.identity.rescue:forget_factors",
        "Take the second factors of somebody who has lost them.",
    )
)
dienhong.add_command(
    _Elsewhere("recount", "server.recount:recount", "Count an election in a file, round by round.")
)
dienhong.add_command(
    _Elsewhere("replay", "server.polis.cli:replay", "Play a Polis export through the public API.")
)
