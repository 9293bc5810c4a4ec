"""A backup that is made while people vote in secret: restored, the vote goes on, and tells no more than it did."""

import gzip
import json
import tarfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from migrations import migrate
from rooms.errors import Conflict
from rooms.voting import proving, showing
from server.config import Settings
from server.keeping import backing, restoring
from server.voting import following, verify
from tests.promises.ballots import Booth, booth, receipt
from tests.serving import SIGNER, serving

SIZE = 7


@pytest.fixture
async def there(postgres: str) -> AsyncIterator[str]:
    """URL of a database with nothing in it."""
    url, name = urlsplit(postgres), "dienhong_restored_votes"
    admin = await asyncpg.connect(postgres)
    await admin.execute(f"drop database if exists {name} with (force)")
    await admin.execute(f"create database {name}")
    yield url._replace(path=f"/{name}").geturl()
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()


def order_of(file: Path, table: str) -> list[bytes]:
    """The rows of a table as the backup has them."""
    with tarfile.open(file) as tar:
        (part,) = (name for name in tar.getnames() if name.startswith(f"database/{table}/"))
        found = tar.extractfile(part)
        assert found is not None, "it is a file"
        return gzip.decompress(found.read()).splitlines()


async def exported(room: Booth, vote_id: int) -> list[str]:
    """The file of the vote."""
    async with room.store.reading() as tx:
        return (
            (await proving.export(tx, room.voters[0], vote_id)).decode().splitlines(keepends=True)
        )


async def witness(room: Booth, vote_id: int) -> str:
    """The newest checkpoint of the vote, signed now, as whoever keeps one has it."""
    await following.look(room.store, SIGNER)
    async with room.store.reading() as tx:
        return (await proving.newest(tx, room.voters[0], vote_id)).note


async def test_a_secret_vote_goes_on_where_its_backup_was_made(
    empty: str, there: str, tmp_path: Path
) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn)
    await conn.close()
    receipts = sorted((receipt() for _ in range(SIZE)), reverse=True)
    file = tmp_path / "backup.tar"
    async with serving(empty) as world:
        room = await booth(world, SIZE)
        vote_id = await room.opened(secret=True)
        witnessed = await witness(room, vote_id)
        for voter, mine in zip(room.voters[3::-1], receipts, strict=False):
            await room.cast(voter, vote_id, "for", mine)
        settings = Settings(database_url=empty, data=str(tmp_path / "here"))
        await backing.back_up(settings, file, lambda _: None)
        await room.cast(
            room.voters[4], vote_id, "against", receipts[4]
        )  # lost with the old database
    box, turnout = order_of(file, "vote_box"), order_of(file, "vote_turnout")
    assert (len(box), len(turnout)) == (4, 4)
    assert box == sorted(box), "in the order of receipts, not of casting"
    assert turnout == sorted(turnout)

    settings = Settings(database_url=there, data=str(tmp_path / "there"))
    await restoring.restore(settings, file, lambda _: None)
    async with serving(there) as world:
        room = replace(room, world=world)
        for voter in room.voters[:4]:
            with pytest.raises(Conflict, match="voted-already"):
                await room.cast(voter, vote_id, "against", receipt())
        for voter, mine in zip(room.voters[4:], receipts[4:], strict=True):
            await room.cast(voter, vote_id, "abstain", mine)
        await following.look(room.store, SIGNER)
        async with room.store.reading() as tx:
            line = (await showing.shown(tx, room.voters[0], vote_id)).vote
            found = [
                await proving.of_receipt(tx, room.voters[0], vote_id, mine) for mine in receipts[:4]
            ]
        assert line.result is not None
        assert line.result.cast == line.voters == SIZE
        assert [each.ballot for each in found] == ['"for"'] * 4
        lines = await exported(room, vote_id)
    key, before = json.loads(lines[0])["key"], SIGNER.named(0, f"votes/{vote_id}")
    assert key.partition("+")[0].endswith(f"/votes/{vote_id}/2"), "it has a name of its own"
    told = verify.verify(iter(lines), key, witnessed, before)
    assert told.counted == {'"for"': 4, '"abstain"': 3}, "and goes on from what was witnessed"
    with pytest.raises(verify.Wrong, match="not of this log"):
        verify.verify(iter(lines), key, witnessed)


async def test_what_was_witnessed_of_an_open_vote_fits_if_it_was_in_the_backup(
    empty: str, there: str, tmp_path: Path
) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn)
    await conn.close()
    file = tmp_path / "backup.tar"
    async with serving(empty) as world:
        room = await booth(world, 4)
        vote_id = await room.opened(secret=False)
        await room.cast(room.voters[0], vote_id, "for")
        kept = await witness(room, vote_id)
        settings = Settings(database_url=empty, data=str(tmp_path / "here"))
        await backing.back_up(settings, file, lambda _: None)
        await room.cast(room.voters[1], vote_id, "against")
        lost = await witness(room, vote_id)
    settings = Settings(database_url=there, data=str(tmp_path / "there"))
    await restoring.restore(settings, file, lambda _: None)
    async with serving(there) as world:
        room = replace(room, world=world)
        await room.cast(room.voters[1], vote_id, "for")
        await room.over(vote_id)
        await following.look(room.store, SIGNER)
        lines = await exported(room, vote_id)
    key, before = json.loads(lines[0])["key"], SIGNER.named(0, f"votes/{vote_id}")
    assert verify.verify(iter(lines), key, kept, before).counted == {'"for"': 2}
    with pytest.raises(verify.Wrong, match="not those witnessed"):
        verify.verify(iter(lines), key, lost, before)
