"""What Yjs tells of an edit to a text, step by step from its beginning. Pure. Lengths are bytes of UTF-8."""

from typing import Any, TypeAlias

from rooms.proposals.joint.hands import Step

Delta: TypeAlias = list[dict[str, Any]]


def steps(delta: Delta, by: int | None) -> list[Step]:
    """The same as steps of this hand."""
    return [_step(each, by) for each in delta]


def is_text(delta: Delta) -> bool:
    """Whether it is of what a text is made of: no picture, no mark."""
    return all(
        "attributes" not in each and isinstance(each.get("insert", ""), str) for each in delta
    )


def _step(each: dict[str, Any], by: int | None) -> Step:
    match each:
        case {"retain": int(kept)}:
            return Step(kept=kept)
        case {"delete": int(dropped)}:
            return Step(dropped=dropped)
        case {"insert": str(added)}:
            return Step(added=len(added.encode()), by=by)
        case _:
            raise ValueError("not of a text")
