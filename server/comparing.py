"""What stayed from one version of a proposal to the next, kept in memory: versions never change, and to compare two takes a while.

A comment is followed over at most so many versions; what was said about an older text is left behind there.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from weakref import WeakValueDictionary

from rooms.proposals.anchoring.following import Step, step
from rooms.proposals.consulting import comments
from rooms.store import Store

FAR = 20  # versions
KEPT = 200  # steps of all proposals
AT_ONCE = 2  # comparisons: it is work for a processor


class Comparing:
    """Compares versions of this store's proposals. Those of one are compared once, whoever asks; others do not wait for it."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self.steps_kept: OrderedDict[tuple[int, int], Step] = OrderedDict()
        self._places = asyncio.Semaphore(AT_ONCE)
        self.turns = WeakValueDictionary[int, asyncio.Lock]()  # kept by who holds or waits for one

    async def steps(
        self, proposal_id: int, versions: Sequence[int], newest: int
    ) -> dict[int, Sequence[Step] | None]:
        """From each of these versions to the newest, step by step; None: it is too far back. Rights are the caller's to ask."""
        near = [each for each in versions if each >= newest - FAR]
        found: list[Step] = []
        if near:
            turn = self.turns.setdefault(proposal_id, asyncio.Lock())
            async with turn:
                found = await self._between(proposal_id, min(near), newest)
        return {
            each: found[len(found) - (newest - each) :] if each in near else None
            for each in versions
        }

    async def _between(self, proposal_id: int, first: int, newest: int) -> list[Step]:
        wanted = [(proposal_id, version) for version in range(first, newest)]
        known = {each: self.steps_kept[each] for each in wanted if each in self.steps_kept}
        missing = [version for _, version in wanted if (proposal_id, version) not in known]
        if missing:
            async with self._store().reading() as tx:
                texts = await comments.version_texts(tx, proposal_id, missing[0], missing[-1] + 1)
            for version in missing:
                at = version - missing[0]
                async with self._places:
                    made = await asyncio.to_thread(step, texts[at], texts[at + 1])
                known[proposal_id, version] = made
        for each in wanted:  # others may have pushed some of them out meanwhile
            self.steps_kept[each] = known[each]
            self.steps_kept.move_to_end(each)
        while len(self.steps_kept) > KEPT:
            self.steps_kept.popitem(last=False)
        return [known[each] for each in wanted]
