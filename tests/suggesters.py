"""A machine that suggests to moderators, small and real: it sees that somebody says the same thing again."""

import asyncio
from difflib import SequenceMatcher

from moderation.machines import Material, Opinion
from moderation.reasons import Reason

ALIKE = 0.8
QUOTED = 60  # characters


class Repeats:
    """Compares what was said with what its author said before in the room."""

    name = "repeats"
    version = "1.0"

    async def suggest(self, material: Material) -> Opinion | None:
        """To hide what was said before; to approve what is long and new; nothing else."""
        likeness = [
            SequenceMatcher(None, material.words, each).ratio() for each in material.earlier
        ]
        alike = [ratio for ratio in likeness if ratio >= ALIKE]
        if alike:
            quoted = material.words[:QUOTED]
            return Opinion(
                "hide",
                Reason.SPAM,
                round(max(alike), 2),
                f"“{quoted}” gần như đã được nói {len(alike)} lần trước đó trong phòng này.",
                f"“{quoted}” was said almost the same {len(alike)} times before in this room.",
            )
        if len(material.words.split()) > 30:
            why = "Dài và chưa được nói trước đó.", "Long, and not said before."
            return Opinion("approve", None, 0.6, *why)
        return None


class Thinks:
    """One that takes its time: until `done`, from the moment it has `begun`."""

    name = "thinks"
    version = "2026-11"

    def __init__(self) -> None:
        self.begun, self.done = asyncio.Event(), asyncio.Event()

    async def suggest(self, material: Material) -> Opinion | None:
        """To hide, with the words."""
        self.begun.set()
        await self.done.wait()
        return Opinion("hide", Reason.OTHER, 0.5, material.words, material.words)


class Fails:
    """One that cannot do what it promises."""

    name = "fails"
    version = "0"

    async def suggest(self, material: Material) -> Opinion | None:
        """Never."""
        raise RuntimeError(material.thread)


class Wavers:
    """One that says what is set for it, and where nothing is, fails."""

    name = "wavers"
    version = "1"

    def __init__(self) -> None:
        self.says: str | None = None
        self.asked = self.at_once = self.most_at_once = 0

    async def suggest(self, material: Material) -> Opinion | None:
        """To hide, in these words; nothing where they are empty."""
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        self.asked += 1
        if self.says is None:
            raise RuntimeError(material.thread)
        return Opinion("hide", Reason.OTHER, 0.5, self.says, "Why") if self.says else None


class Raves:
    """One that says what no machine may say."""

    name = "raves"
    version = "0"

    async def suggest(self, material: Material) -> Opinion | None:  # noqa: ARG002 - looks at nothing
        """More than sure, and at length."""
        return Opinion("remove", Reason.SPAM, 1.5, "x" * 501, "x")
