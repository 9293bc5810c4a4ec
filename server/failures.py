"""An exception as the log has it: its kinds, where it was raised, and what it said where that cannot be people's words.

Many libraries put the value at fault into their message: the text of a post, an address, a token. So a message is
shown only of those kinds that speak of the program or of the machine; of the others the kind and the place must do.
"""

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

from rooms.errors import Refused

ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]

FRAMES = 40  # of each, the innermost: endless recursion has a thousand of them
CHAIN = 10
LONGEST = 300  # characters
OF_THE_PROGRAM = (
    AssertionError, AttributeError, ImportError, IndexError, MemoryError, NameError, OSError, Refused, RuntimeError, TypeError,
)  # fmt: skip
BAD_DATA = "22"  # the class of SQLSTATE whose messages quote what was given
HERE = f"{Path(__file__).parents[1]}/"


def told(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """The exception and those it came of, the newest first: `kind`, `said` where it may be shown, and `at`, the lines."""
    return [_one(error) for error in _chain(exc_info[1])]


def said(error: BaseException) -> str | None:
    """Its message where that speaks of no data, a line at most; None where it might."""
    state = getattr(error, "sqlstate", None)
    of_database = isinstance(state, str) and not state.startswith(BAD_DATA)
    if not (of_database or isinstance(error, OF_THE_PROGRAM)):
        return None
    # After the first line the database quotes the row.
    return str(error).partition("\n")[0][:LONGEST] or None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(CHAIN):
        if error is None:
            return
        yield error
        if isinstance(error, BaseExceptionGroup):  # the first tells most
            error = error.exceptions[0]
        else:
            hidden = error.__suppress_context__
            error = error.__cause__ or (None if hidden else error.__context__)


def _one(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    shown = {
        "kind": f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins."),
        "said": said(error),
        "at": [f"{f.filename.removeprefix(HERE)}:{f.lineno} {f.name}" for f in frames],
    }
    return {name: value for name, value in shown.items() if value is not None}
