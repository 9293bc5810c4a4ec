"""Whoever is killed: an inbox tells of each event exactly once, and each letter goes out at least once.

The judge of letters is the mail server itself, in this process. At each letter that it is given it looks into the
outbox: one whose yes is kept there must never come again. One that comes twice before that bears the same Message-ID.
"""

import asyncio
import re
import secrets
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.promises.talking import Talk
from tests.server.mail.mailbox import Mailbox

LETTER = re.compile(rb"<letter\.(\d+)\.")


class Judge(Mailbox):
    """A mail server that knows the outbox. Where it is `rough`, it takes one letter in twenty and cuts the line, once."""

    def __init__(
        self, running: Promise, outbox: "asyncpg.Pool[asyncpg.Record]", *, rough: bool
    ) -> None:
        super().__init__()
        self._running = running
        self._outbox = outbox
        self._rough = rough
        self._cut: set[int] = set()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - so it is called
        assert isinstance(envelope.content, bytes), "it was not asked to decode"
        found = LETTER.search(envelope.content)
        assert found is not None, "every letter of ours says which it is"
        number = int(found[1])
        sent = await self._outbox.fetchval("select sent_at from letter where id = $1", number)
        self._running.holds(sent is None, f"letter {number} came after its yes was kept")
        if self._rough and number not in self._cut and self._running.random.random() < 0.05:
            self._cut.add(number)
            self.answers[envelope.rcpt_tos[0]] = None
        return await super().handle_DATA(server, session, envelope)


def letter_of(message: EmailMessage) -> int:
    """The number of the letter, by its Message-ID."""
    found = LETTER.match(message["message-id"].encode())
    assert found is not None, message["message-id"]
    return int(found[1])


@asynccontextmanager
async def database(postgres: str) -> AsyncIterator[str]:
    """A database that nobody else's server follows."""
    name = f"told_{secrets.token_hex(6)}"
    place, _, query = postgres.partition("?")
    admin = await asyncpg.connect(postgres)
    await admin.execute(f'create database "{name}"')
    try:
        yield f"{place.rpartition('/')[0]}/{name}?{query}"
    finally:
        await admin.execute(f'drop database "{name}" with (force)')
        await admin.close()


async def test_an_inbox_tells_once_and_a_letter_goes_out_whoever_is_killed(
    postgres: str, promise: Promising, tmp_path: Path
) -> None:
    with promise("told") as running:
        async with database(postgres) as url, asyncpg.create_pool(url, min_size=1) as outbox:
            judge = Judge(running, outbox, rough=running.of(check=False, nightly=True))
            async with judge:
                # little time for a letter, so that one of a killed process is free again soon after
                letters = {
                    "smtp_url": judge.url, "mail_from": "dien-hong@vidu.invalid", "smtp_timeout_s": running.of("1", "4"),
                }  # fmt: skip
                for name in ("secret_file", "audit_key_file"):  # one portal, whichever node it is
                    letters[name] = str(tmp_path / name)
                    _write_secret(tmp_path / name)
                names = running.of(["a"], ["a", "b"])
                nodes = [Served(tmp_path / name, url, **letters) for name in names]
                for node in nodes:
                    await node.start()
                talk = Talk([node.url for node in nodes], running.random)
                try:
                    await talk.begin()
                    await _speak_and_kill(running, talk, nodes)
                    await _settle(running, outbox)
                finally:
                    for node in nodes:
                        if node.running:
                            await node.stop()
                    await talk.close()
                await _compare(running, talk, outbox, judge)


def _write_secret(file: Path) -> None:
    file.touch(mode=0o600)
    file.write_text(secrets.token_hex(32), "ascii")


async def _speak_and_kill(running: Promise, talk: Talk, nodes: list[Served]) -> None:
    """So many events from several hands, while a server taken at random is killed again and again."""
    numbers = iter(range(running.of(150, 2000)))
    events = [asyncio.create_task(_speak(talk, numbers)) for _ in range(4)]
    kills = running.of(2, 15)
    for _ in range(kills):
        await asyncio.sleep(0.2 + running.random.random() * running.of(0.5, 2.0))
        node = running.random.choice(nodes)
        node.kill()
        await node.start()
    await asyncio.gather(*events)
    running.facts["kills"] = kills


async def _speak(talk: Talk, numbers: Any) -> None:
    for n in numbers:
        await talk.event(n)


async def _settle(running: Promise, outbox: "asyncpg.Pool[asyncpg.Record]") -> None:
    """Wait until the follower has come to the end and no letter waits any more."""
    watchdog_s = running.of(60, 900)  # the machine may be busy with other things
    async with asyncio.timeout(watchdog_s):
        while await outbox.fetchval(
            "select exists (select from room r left join follower f on f.room_id = r.id and f.name = 'inbox'"
            "  where r.kind = 'discussion' and r.seq > coalesce(f.seq, 0))"
            " or exists (select from letter where sent_at is null and dropped_at is null)"
        ):
            await asyncio.sleep(0.05)


async def _compare(
    running: Promise, talk: Talk, outbox: "asyncpg.Pool[asyncpg.Record]", judge: Judge
) -> None:
    """What each inbox holds against what was acknowledged, and what the mail server took against the inboxes."""
    ids = {row["email"]: row["id"] for row in await outbox.fetch("select id, email from person")}
    number = {ids[email]: n for n, email in enumerate(talk.emails)}
    notices = await outbox.fetch(
        "select id, person_id, post_id, kind from notice where kind in ('mention', 'reply')"
    )
    found = Counter((number[n["person_id"]], n["post_id"], n["kind"]) for n in notices)
    for what in talk.due | found:
        running.n += 1
        running.holds(
            found[what] == talk.due[what] == 1, f"{what}: {found[what]} of {talk.due[what]}"
        )
    entries = Counter(
        await _column(
            outbox, "select (body->>'notice')::bigint from entry where kind = 'notice.added'"
        )
    )
    every = Counter(await _column(outbox, "select id from notice"))
    running.holds(entries == every, "the inboxes' journals tell something else than the notices")
    by_letter: dict[int, set[str]] = defaultdict(set)
    for message in judge.taken:
        by_letter[letter_of(message)].add(message["message-id"])
    running.holds(
        all(len(told) == 1 for told in by_letter.values()), "a letter had two Message-IDs"
    )
    letters = await outbox.fetch("select id, key, sent_at from letter")
    running.holds(len(letters) == len(every), f"{len(letters)} letters of {len(every)} notices")
    for letter in letters:
        running.n += 1
        running.holds(letter["id"] in by_letter, f"letter {letter['id']} never came")
        running.holds(letter["sent_at"] is not None, f"letter {letter['id']} was dropped")
    running.facts |= {
        "notices": len(every), "letters": len(by_letter), "came_twice": len(judge.taken) - len(by_letter),
    }  # fmt: skip
    running.holds(len(found) > len(talk.posts) // 2, "hardly anybody was told of anything")


async def _column(outbox: "asyncpg.Pool[asyncpg.Record]", query: str) -> list[int]:
    return [row[0] for row in await outbox.fetch(query)]


@pytest.mark.parametrize("kept", [True, False])
async def test_the_judge_can_judge(database_url: str, kept: bool) -> None:
    """A letter that comes after its yes was kept is counted, another is not."""
    running = Promise("none")
    async with asyncpg.create_pool(database_url, min_size=1) as outbox:
        number = await outbox.fetchval(
            "insert into letter (key, kind, recipient, language, facts, sent_at) values ($1, 'notice', 'a@b.c', 'vi', '{}',"
            " case when $2 then now() end) returning id",
            secrets.token_hex(8),
            kept,
        )
        envelope = Envelope()
        envelope.rcpt_tos = ["a@b.c"]
        envelope.content = f"Message-ID: <letter.{number}.x@vidu.invalid>\r\n\r\nThư".encode()
        await Judge(running, outbox, rough=False).handle_DATA(None, None, envelope)  # type: ignore[arg-type]
        await outbox.execute("delete from letter where id = $1", number)
    assert running.violations == int(kept)
