"""Elections from elsewhere, read from their files into what is counted here.

`blt` (ranked ballots, as councils in Scotland publish them), `pabulib` (participatory budgets), `preflib` (preferences) and
`export` (a vote of this product). A file is read whole or not at all: what is wrong with it is said with the line it is in.
"""

from collections.abc import Callable

from rooms.voting.formats import blt, export, pabulib, preflib
from rooms.voting.formats.found import Found, Wrong

FORMATS: dict[str, Callable[[str], Found]] = {
    "blt": blt.read,
    "pabulib": pabulib.read,
    "preflib": preflib.read,
    "export": export.read,
}

__all__ = ["FORMATS", "Found", "Wrong"]
