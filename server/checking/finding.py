"""What a look at one thing found."""

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """How serious it is. Only what is bad makes the command fail."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Finding(Struct, frozen=True):
    """One line. `remedy` is empty where there is nothing to do."""

    state: State
    about: str
    what: str
    remedy: str = ""


def ok(about: str, what: str) -> Finding:
    """As it should be."""
    return Finding(State.OK, about, what)


def warn(about: str, what: str, remedy: str) -> Finding:
    """It works, and may not be what is wanted."""
    return Finding(State.WARN, about, what, remedy)


def bad(about: str, what: str, remedy: str) -> Finding:
    """It does not work, or what was promised is not kept."""
    return Finding(State.BAD, about, what, remedy)
