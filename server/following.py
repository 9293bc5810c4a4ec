"""What stayed from one version of a proposal to the next, kept in memory: versions never change, and to compare two takes a while.

A comment is followed over at most so many versions; what was said about an older text is left behind there.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence

from rooms.proposals.anchoring.following import Step, step
from rooms.proposals.consulting import comments
from rooms.store import Store

FAR = 20  # versions
KEPT = 200  # steps of all proposals


class Following:
    """Follows passages of this store's proposals."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._steps: OrderedDict[tuple[int, int], Step] = OrderedDict()
        self._comparing = asyncio.Lock()  # one at a time: it is work for a processor

    async def steps(
        self, proposal_id: int, versions: Sequence[int], newest: int
    ) -> dict[int, Sequence[Step] | None]:
        """From each of these versions to the newest, step by step; None: it is too far back. Rights are the caller's to ask."""
        near = [each for each in versions if each >= newest - FAR]
        found: list[Step] = []
        if near:
            async with self._comparing:
                found = await self._between(proposal_id, min(near), newest)
        return {
            each: found[len(found) - (newest - each) :] if each in near else None
            for each in versions
        }

    async def _between(self, proposal_id: int, first: int, newest: int) -> list[Step]:
        wanted = [(proposal_id, version) for version in range(first, newest)]
        missing = [version for _, version in (each for each in wanted if each not in self._steps)]
        if missing:
            async with self._store().reading() as tx:
                texts = await comments.version_texts(tx, proposal_id, missing[0], missing[-1] + 1)
            for version in missing:
                at = version - missing[0]
                self._steps[proposal_id, version] = await asyncio.to_thread(
                    step, texts[at], texts[at + 1]
                )
        found = [self._steps[each] for each in wanted]
        for each in wanted:
            self._steps.move_to_end(each)
        while len(self._steps) > KEPT:
            self._steps.popitem(last=False)
        return found
