"""The command line. Each command imports what it needs when it is called, so that help is there at once."""

import asyncio
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

if TYPE_CHECKING:
    from server.config import Settings

ELSEWHERE = {"import": ("server.polis.cli", "polis"), "replay": ("server.polis.cli", "replay")}


class _Group(click.RichGroup):
    """Commands of other modules are looked up when they are called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), "import", "replay"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "import":
            return importing
        if cmd_name == "replay":
            return _elsewhere("replay")
        return super().get_command(ctx, cmd_name)


def settings() -> "Settings":
    """The settings of this call: of the file that was named, and the environment."""
    from server import config  # noqa: PLC0415

    file = click.get_current_context().find_root().params.get("settings_file")
    try:
        return config.read(file, os.environ)
    except config.Impossible as impossible:
        raise click.ClickException(str(impossible)) from impossible
