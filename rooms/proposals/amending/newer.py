"""What versions have changed since an amendment's base. Pure.

What amendments changed is known exactly; what the table wrote is found by comparing. Several versions in a row are one list in the end.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rooms.proposals.amending.changes import Change, Rebased, changes, compose, rebase


class Step(NamedTuple):
    """A later version's text, and by which changes to the step before; None: the table wrote it."""

    text: str
    changes: list[Change] | None


class Behind(NamedTuple):
    """An amendment that is behind: its changes, the text they are of, the steps to the newest version, which is this one; its revision."""

    changes: list[Change]
    text: str
    steps: list[Step]
    version: int
    revision: int


def moved(text: str, steps: Sequence[Step]) -> list[Change]:
    """What turned the text into that of the last step."""
    found = list[Change]()
    for step in steps:
        later = changes(text, step.text) if step.changes is None else step.changes
        found = compose(found, text, later)
        text = step.text
    return found


def brought_up(behind: Behind) -> Rebased:
    """The amendment in the newest version, as far as it goes."""
    return rebase(behind.text, behind.changes, moved(behind.text, behind.steps))


def brought_to(behind: Behind | None, revision: int, version: int) -> Rebased | None:
    """The same, where it is this revision that is behind, and this version the newest; None: it was not when it was read."""
    if behind is None or (behind.revision, behind.version) != (revision, version):
        return None
    return brought_up(behind)
