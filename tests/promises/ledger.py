"""What was asked of a proposal's text, held against what the database has of it: by an oracle that uses nothing of the product."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import asyncpg

from rooms.errors import Conflict
from rooms.proposals.amending.amendment import AmendmentLine
from rooms.proposals.amending.changes import Region
from rooms.proposals.amending.including import Including
from tests.promises.unique_words import (
    Meant,
    Row,
    apart,
    by_hand,
    collide,
    meant,
    words,
    wrong,
)

VERSIONS = "select number, text from proposal_version where proposal_id = $1"
SAVES = "select number, text from proposal_draft where proposal_id = $1"
TAKEN = """
    select e.amendment_id, e.revision, array_agg(t.place) filter (where t.place is not null) as part
    from amendment_end e left join amendment_taken t on t.amendment_id = e.amendment_id
    where e.proposal_id = $1 and e.version = $2 group by e.amendment_id, e.revision order by e.amendment_id
"""
CHANGES = """
    select r.amendment_id, r.number, r.base, c.place, c.first, c.dropped, c.added
    from amendment_revision r join amendment_change c on c.amendment_id = r.amendment_id and c.revision = r.number
    where r.proposal_id = $1 order by r.amendment_id, r.number, c.place
"""
Violated = Callable[[str], None]
Key = tuple[int, int]  # an amendment and its revision


class Ledger:
    """One proposal's. The verbs' answers are written into it, `check` holds them against the database after each step."""

    def __init__(self, violated: Violated) -> None:
        self.violated = violated
        self.typed: dict[Key, str] = {}  # the whole texts of revisions, as they were typed
        self.saved: dict[int, str] = {}  # and of saves
        self.moved: list[tuple[int, int, int]] = []  # an amendment, from this revision to that
        self.taken: dict[
            int, tuple[Including, int]
        ] = {}  # by the version that it made; the save before
        self.ends: Counter[int] = Counter()
        self.facts: Counter[str] = Counter()
        self._refused: list[Callable[[], None]] = []
        self._decided: dict[int, tuple[Any, ...]] = {}
        self._texts: dict[int, str] = {}
        self._drafts: dict[int, str] = {}
        self._rows: dict[Key, tuple[int, list[Row]]] = {}
        self._seen: set[object] = set()

    def ended(self, amendment_id: int) -> None:
        """It was answered that this was its end."""
        self.ends[amendment_id] += 1

    def not_moved(self, line: AmendmentLine, version: int, refused: Conflict) -> None:
        """A move that was refused is looked at once the texts are read."""
        if refused.reason == "amendment-touched":
            self._refused.append(lambda: self._not_moved(line, version, refused))

    def not_taken(self, said: Including, draft: int, refused: Conflict) -> None:
        """And amendments that were not taken in."""
        if refused.reason in {"amendments-touch", "draft-touched"}:
            self._refused.append(lambda: self._not_taken(said, draft, refused))

    async def check(self, conn: "asyncpg.Connection[asyncpg.Record]", id_: int) -> None:
        """Hold everything against the database."""
        await self._read(conn, id_)
        for number in sorted(self._texts):
            if number not in self._seen and number > 1:
                rows = await conn.fetch(TAKEN, id_, number)
                taken = [((r["amendment_id"], r["revision"]), r["part"]) for r in rows]
                if taken:
                    self._version(number, taken)
                else:
                    self._of_the_table(number)
                self._seen.add(number)
        for key in self._rows.keys() - self._seen:
            self._revision(key)
            self._seen.add(key)
        while self.moved:
            self._moved(*self.moved.pop())
        while self._refused:
            self._refused.pop()()
        for number, text in self.saved.items():
            if self._drafts[number] != text:
                self.violated(f"the save {number} is not what was saved")
        await self._ends(conn, id_)

    async def _read(self, conn: "asyncpg.Connection[asyncpg.Record]", id_: int) -> None:
        for texts, query in ((self._texts, VERSIONS), (self._drafts, SAVES)):
            for number, text in await conn.fetch(query, id_):
                if texts.setdefault(number, text) != text:
                    self.violated(f"a text has become another: {number}")
        found: dict[Key, tuple[int, list[Row]]] = {}
        for amendment_id, revision, base, place, *row in await conn.fetch(CHANGES, id_):
            _, rows = found.setdefault((amendment_id, revision), (base, []))
            rows.append(Row(*row))
            assert place == len(rows), "places are counted from 1 on"
        self._rows = found

    def _revision(self, key: Key) -> None:
        """Its rows, done one after the other, make the text that was typed, and are found in their base."""
        base, rows = self._rows[key]
        if key in self.typed and self._done(base, rows) != self.typed[key]:
            self.violated(f"the changes of {key} do not make what was typed")
        self.facts["revisions"] += 1

    def _moved(self, amendment_id: int, before: int, after: int) -> None:
        """It asks in the newer text for what it asked for in the older, unless that stands there."""
        (old, was), (new, now) = self._rows[amendment_id, before], self._rows[amendment_id, after]
        base, newest = words(self._texts[old]), words(self._texts[new])
        ours = meant(base, words(self._done(old, was)))
        made = words(self._done(new, now))
        for each in wrong(base, ours, newest, made):
            self.violated(f"moved from {old} to {new}: {each}: {base}, {ours}, {newest}, {made}")
        if collide(ours, meant(base, newest)):
            self.violated(f"moved from {old} to {new} silently past a conflict")
        self.facts["moved"] += 1

    def _of_the_table(self, number: int) -> None:
        self.facts["versions of the table"] += 1
        if self._texts[number] not in self._drafts.values():
            self.violated(f"version {number} is none of the saves")

    def _version(self, number: int, taken: Sequence[tuple[Key, list[int] | None]]) -> None:
        """It is its base and exactly what was taken, in the order of places."""
        chosen, lists = set[Row](), list[list[Meant]]()
        before, text = number - 1, self._texts[number]
        for key, part in taken:
            base, rows = self._rows[key]
            its = [row for place, row in enumerate(rows, 1) if part is None or place in part]
            chosen |= {*its}
            lists.append(meant(words(self._texts[before]), words(self._done(before, its))))
            if base != before:
                self.violated(f"{key} is of version {base}, and went into {number}")
            self.facts["in part" if part else "whole"] += 1
        if self._done(before, sorted(chosen)) != text:
            self.violated(f"version {number} is not its base with what was taken")
        was = words(self._texts[before])
        for each in wrong(was, sorted({m for some in lists for m in some}), was, words(text)):
            self.violated(f"version {number}: {each}")
        for n, some in enumerate(lists):
            for other in lists[:n]:
                if collide(some, other):
                    self.violated(
                        f"version {number} takes what does not go together: {some}, {other}"
                    )
        asked = self.taken.get(number)
        if asked is not None:
            self._asked(number, taken, *asked)

    def _asked(
        self,
        number: int,
        taken: Sequence[tuple[Key, list[int] | None]],
        said: Including,
        draft: int,
    ) -> None:
        wanted = {(each.amendment, each.revision): each.places for each in said.take}
        every = {key: [*range(1, len(self._rows[key][1]) + 1)] for key, _ in taken}
        if {key: part or every[key] for key, part in taken} != {
            key: places or every.get(key) for key, places in wanted.items()
        }:
            self.violated(f"{taken} went into version {number}, and {wanted} was asked for")
        if self._drafts[draft + 1] != self._texts[number]:
            self.violated(f"the save behind version {number} is another text")
        base, typed = words(self._texts[number - 1]), words(self._drafts[draft])
        ours, theirs = meant(base, typed), meant(base, words(self._texts[number]))
        others = {save + 1 for _, save in self.taken.values()} | self.saved.keys()
        if draft + 2 in self._drafts.keys() - others:
            for each in wrong(
                base, ours, words(self._texts[number]), words(self._drafts[draft + 2])
            ):
                self.violated(f"what the table had saved before version {number}: {each}")
            self.facts["drafts moved on"] += 1
        elif not said.replace_draft and not {*ours} <= {*theirs}:
            self.violated(f"what the table had saved before version {number} is lost")
        if collide(ours, theirs) and not said.replace_draft:
            self.violated(
                f"version {number} went silently past what the table had saved: {ours}, {theirs}, {base}"
            )

    def _not_moved(self, line: AmendmentLine, version: int, refused: Conflict) -> None:
        base = words(self._texts[line.base])
        ours = meant(base, words(self._done(line.base, self._rows[line.id, line.revision][1])))
        self._shown(refused, self._texts[line.base])
        if all(apart(ours, meant(base, words(self._texts[each]))) for each in range(line.base + 1, version + 1)):  # fmt: skip
            self.violated(f"{line.id} was not moved to {version}, and nothing was in the way")

    def _not_taken(self, said: Including, draft: int, refused: Conflict) -> None:
        text = self._texts[said.version]
        base, lists = words(text), list[list[Meant]]()
        for each in said.take:
            rows = self._rows[each.amendment, each.revision][1]
            its = [row for place, row in enumerate(rows, 1) if place in (each.places or [place])]
            lists.append(meant(base, words(by_hand(text, its))))
        self._shown(refused, text)
        if refused.reason == "draft-touched":
            lists = [meant(base, words(self._drafts[draft])), [m for some in lists for m in some]]
        if all(apart(some, other) for n, some in enumerate(lists) for other in lists[:n]):
            self.violated(f"{refused.reason}, and they are apart")

    def _shown(self, refused: Conflict, text: str) -> None:
        """A conflict is shown with the words that stand there."""
        found: list[Region] = refused.facts["conflicts"]
        if not found:
            self.violated(f"{refused.reason}, and no conflict is shown")
        for each in found:
            if text[each.first : each.first + len(each.base)] != each.base:
                self.violated(f"{refused.reason}, and what is shown is not there: {each}")
        self.facts["conflicts shown"] += 1

    async def _ends(self, conn: "asyncpg.Connection[asyncpg.Record]", id_: int) -> None:
        """Each ends once: by one answer, and by the same row ever after."""
        rows = await conn.fetch(
            "select amendment_id, revision, outcome, version from amendment_end where proposal_id = $1",
            id_,
        )
        now = {row[0]: tuple(row) for row in rows}
        if len(now) < len(rows) or now | self._decided != now:
            self.violated("an end has become another")
        self._decided = now
        if self.ends != Counter(now.keys()):
            self.violated(f"the ends that were answered are {self.ends}, those kept {sorted(now)}")

    def _done(self, base: int, rows: Sequence[Row]) -> str:
        try:
            return by_hand(self._texts[base], rows)
        except AssertionError as not_fitting:
            self.violated(f"changes of version {base} do not fit: {not_fitting}")
            return self._texts[base]


def anchors(texts: dict[int, str], kept: Sequence[Any], listed: Sequence[Any]) -> Iterator[str]:
    """What is wrong with comments: as they are kept, at the words that were marked, and as the newest version shows them."""
    newest = texts[max(texts)]
    for row in kept:
        if texts[row["version"]][row["first"] : row["first"] + row["length"]] != row["words"]:
            yield f"the comment {row['post_id']} is kept at other words"
    for each in listed:
        now, said = each["now"], each["comment"]["words"]
        if now is not None and newest[now["first"] : now["first"] + now["length"]] != said:
            yield f"the comment {each['comment']['post_id']} stands at other words: {now}, {said}"
