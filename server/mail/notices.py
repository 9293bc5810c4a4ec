"""Letters about notices: one at once, or all of a day together. What they say is what their person may see when they are sent."""

from datetime import date

import msgspec
from msgspec import Struct

from moderation.case import ANSWERS
from rooms import inbox
from rooms.digests import ZONE
from rooms.inbox import Told
from rooms.notices import About
from rooms.outbox import Waiting
from rooms.people import Language
from rooms.tx import Tx
from server.mail.desk import Desk
from server.mail.text import Link, Part, Text

SHOWN = 15  # notices in a letter
COUNTED = 100  # more are not told apart


class One(Struct, frozen=True):
    """The facts of a letter about one notice."""

    notice: int


class Several(Struct, frozen=True):
    """The facts of a daily letter: the notices from `first` to `last` that are marked with its `day`."""

    day: date
    first: int
    last: int


async def notice(tx: Tx, desk: Desk, letter: Waiting) -> Text | None:
    """A letter about one notice. None: it was read meanwhile, or is no longer theirs to see."""
    number = msgspec.json.decode(letter.facts, type=One).notice
    assert letter.person_id is not None, "notices are of persons"
    found = await inbox.for_letter(tx, letter.person_id, None, number, number, 1)
    if not found:
        return None
    words = desk.words(letter.language)
    parts = (Part((words.greeting,)), _part(desk, letter.language, found[0]))
    subject = _subject(desk, letter.language, found[0])
    return Text(letter.language, subject, parts, _feet(desk, letter))


async def digest(tx: Tx, desk: Desk, letter: Waiting) -> Text | None:
    """The letter of a day. None: nothing of it is unread any more, or theirs to see."""
    facts = msgspec.json.decode(letter.facts, type=Several)
    assert letter.person_id is not None, "notices are of persons"
    found = await inbox.for_letter(
        tx, letter.person_id, facts.day, facts.first, facts.last, COUNTED
    )
    if not found:
        return None
    words = desk.words(letter.language)
    number = f"{len(found)}+" if len(found) == COUNTED else str(len(found))
    shown = found[:SHOWN]
    more = (words.digest_more.format(number=len(found) - SHOWN),) if len(found) > SHOWN else ()
    parts = (
        Part((words.greeting, words.digest_lead.format(number=number))),
        *(_part(desk, letter.language, told) for told in shown),
        Part(more, link=desk.link(words.see_inbox, "/inbox")),
    )
    subject = words.digest_subject.format(number=number)
    return Text(letter.language, subject, parts, _feet(desk, letter))


def sentence(desk: Desk, language: Language, told: Told) -> str:
    """What happened, in one sentence."""
    words = desk.words(language)
    if told.act in ANSWERS:
        return words.answered[told.about]
    unnamed = words.told_unnamed.get(told.about) if told.by is None else None
    role = words.roles[told.role] if told.role else ""
    return (unnamed or words.told[told.about]).format(by=told.by or "", room=told.room, role=role)


def _subject(desk: Desk, language: Language, told: Told) -> str:
    """What stands in the log of every mail server on the way: not whether somebody has voted."""
    subject = desk.words(language).subjects.get(told.about)
    return subject.format(room=told.room) if subject else sentence(desk, language, told)


def _part(desk: Desk, language: Language, told: Told) -> Part:
    words = desk.words(language)
    lines = [sentence(desk, language, told)]
    if told.thread:
        lines.append(words.in_thread.format(thread=told.thread))
    elif told.proposal:
        lines.append(words.of_proposal.format(proposal=told.proposal))
    if told.closes_at is not None:
        until = told.closes_at.astimezone(ZONE).strftime("%d/%m/%Y %H:%M")
        lines.append(words.vote_until.format(until=until))
    if told.reason:
        lines.append(words.reason.format(reason=told.reason))
    link = None
    if told.act_id is not None:
        link = desk.link(words.see_decision, f"/decisions/{told.act_id}")
    elif told.amendment_id is not None:
        at = f"/proposals/{told.proposal_id}?view=amendments&amendment={told.amendment_id}"
        link = desk.link(words.see_amendment, at)
    elif told.proposal_id is not None:
        view = "?view=vote" if told.about in {About.VOTING, About.REMINDED} else ""
        link = desk.link(words.see_proposal, f"/proposals/{told.proposal_id}{view}")
    elif told.post_id is not None:
        link = desk.link(words.see_post, f"/r/{told.room_id}/p/{told.post_id}")
    elif told.about != About.REMOVED:
        link = desk.link(words.see_room, f"/r/{told.room_id}")
    return Part(tuple(lines), told.excerpt, link)


def _feet(desk: Desk, letter: Waiting) -> tuple[Part, ...]:
    words = desk.words(letter.language)
    assert letter.person_id is not None, "notices are of persons"
    return (
        desk.foot(letter.language, words.why_notice.format(portal=desk.portal)),
        Part((), link=desk.link(words.choose, "/me/notices")),
        Part((), link=Link(words.unsubscribe, desk.unsubscribe(letter.person_id, letter.language))),
    )
