"""Putting a text before the room: a proposal is opened with its first version, and later gets others.

A version is the newest save of the table, as it stands. Those who support an earlier one are asked again.
"""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

from rooms import sql, threads
from rooms.audit import Command
from rooms.draft import Body
from rooms.errors import Conflict, Malformed, Stale
from rooms.people import Who
from rooms.post import Kind
from rooms.proposals import procedures, seats
from rooms.proposals.articles import Article
from rooms.proposals.proposal import (
    Proposal,
    ProposalOpened,
    ProposalVersioned,
    Staged,
    Version,
)
from rooms.proposals.seats import Seat
from rooms.proposals.stages import WRITTEN, Stage
from rooms.screening import Finding, Words
from rooms.text import RENDER_VERSION, body
from rooms.threads import Question
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_NOTE = 2000  # characters


class Presenting(Command, frozen=True):
    """Opening a proposal: the save that becomes its first version, by which procedure (None: the portal's first), and why.

    `body` is the first post of its thread. `sure`: they were asked to look at it again, and have.
    """

    draft: int
    body: Body
    procedure: int | None = None
    sure: bool = False


class Publishing(Command, frozen=True):
    """The save that becomes the next version, and what changed."""

    draft: int
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)]
    sure: bool = False


class Shown(NamedTuple):
    """A piece of the text and its HTML."""

    article: Article
    html: str


class Text(Struct, frozen=True):
    """A save as it is put before the room."""

    title: str
    text: str


async def present(
    tx: Tx, who: Who, proposal_id: int, presenting: Presenting, html: str, pieces: Sequence[Shown]
) -> Proposal:
    """Open a proposal to its room. `html`: the first post; `pieces`: the save, rendered.

    Raises as `seats.take`; Conflict (it is open, a rule wants it read first), Stale (the table has saved since), Malformed.
    """
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await seats.state(tx, proposal_id, seat.number)
    if state.stage != Stage.DRAFTING:
        raise Conflict("stage-not-next", stage=state.stage)
    if presenting.draft != state.draft:
        raise Stale("draft-changed", field="draft", draft=state.draft)
    text = await _text(tx, proposal_id, presenting.draft)
    procedure = await procedures.chosen(tx, presenting.procedure)
    said = Words("post", body(presenting.body), html)
    await judge_text(tx, who, seat, text, pieces, sure=presenting.sure, further=said)
    question = Question(presenting.key, text.title, presenting.body, Kind.SOLUTION)
    thread, _ = await threads.start(tx, seat.room_id, seat.number, question, html)
    kept = msgspec.json.encode(procedure).decode()
    await tx.do(q["open"], proposal_id, thread.id, kept)
    await tx.do(q["discuss"], proposal_id, seat.room_id, state.round, seat.number)
    version = await write(tx, seat, 1, presenting.draft, text, "", pieces)
    tx.facts |= {"thread": thread.id, "procedure": procedure.id}
    line = await seats.line(tx, proposal_id)
    stages = await tx.all(Staged, q["stages"], proposal_id)
    opened = ProposalOpened(line, version, stages)
    tx.append(seat.room_id, opened, by=seat.number)
    tx.append(seat.table_id, opened, by=seat.chair)  # its pages go on in the room's journal
    return line


async def publish(
    tx: Tx, who: Who, proposal_id: int, publishing: Publishing, pieces: Sequence[Shown]
) -> Proposal:
    """Put a new version before the room. Raises as `present`; Conflict (the text is frozen, nothing changed), Malformed (no note)."""
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await seats.state(tx, proposal_id, seat.number)
    if not seat.opened or state.stage not in WRITTEN:
        raise Conflict("text-frozen")
    if publishing.draft != state.draft:
        raise Stale("draft-changed", field="draft", draft=state.draft)
    text = await _text(tx, proposal_id, publishing.draft)
    if text == await tx.one(Text, q["version"], proposal_id, state.version):
        raise Conflict("nothing-changed")
    note = body(publishing.note, "note", LONGEST_NOTE).strip()
    said = Words("description", note)
    await judge_text(tx, who, seat, text, pieces, sure=publishing.sure, further=said)
    version = await write(tx, seat, state.version + 1, publishing.draft, text, note, pieces)
    tx.facts["version"] = version.number
    line = await seats.line(tx, proposal_id)
    tx.append(seat.room_id, ProposalVersioned(line, version), by=seat.number)
    return line


async def _text(tx: Tx, proposal_id: int, draft: int) -> Text:
    text = await tx.one(Text, q["draft"], proposal_id, draft)
    assert text is not None, "the newest save"
    if not text.text.strip():
        raise Malformed("empty", field="text")
    return text


async def judge_text(
    tx: Tx,
    who: Who,
    seat: Seat,
    text: Text,
    pieces: Sequence[Shown],
    *,
    sure: bool,
    further: Words,
) -> None:
    """Ask the rules about the whole text, which nobody could hold or hide by itself: it is let through, or it is not."""
    said = [Words("title", text.title), further]
    said += [Words("post", piece.article.source, piece.html) for piece in pieces]
    await judge(tx, who, seat, [each for each in said if each.text], sure=sure)


async def judge(
    tx: Tx, who: Who, seat: Seat, said: Sequence[Words], *, sure: bool
) -> list[Finding]:
    """What the rules found in words that none of them may hold or hide, and let pass. Raises Conflict where one would."""
    findings = await tx.judge(seat.author(who), said, sure=sure)
    held = [each for each in findings if each.action in {"hold", "hide"}]
    if held:
        raise Conflict("rule-refuses", field="body", findings=held)
    return findings


async def write(
    tx: Tx, seat: Seat, number: int, draft: int, text: Text, note: str, pieces: Sequence[Shown]
) -> Version:
    base = number - 1 or None
    version = await tx.one(
        Version, q["write"], seat.id, seat.room_id, number, text.title, text.text, note,
        seat.number, draft, base,
    )  # fmt: skip
    assert version is not None, "an insert returns its row"
    assert "".join(each.article.source for each in pieces) == text.text, "the pieces are the text"
    await tx.do(
        q["articles"],
        seat.id,
        number,
        [each.article.heading for each in pieces],
        [each.article.first for each in pieces],
        [len(each.article.source) for each in pieces],
        [each.html for each in pieces],
        RENDER_VERSION,
    )
    return version
