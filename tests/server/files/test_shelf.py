import hashlib
import os
import time
from pathlib import Path
from stat import S_ISDIR

import pytest

from server.files.shelf import Folder

DAY_S = 86400.0


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "files")


async def put(folder: Folder, body: bytes) -> bytes:
    path, file = folder.temporary()
    with file:
        file.write(body)
    digest = hashlib.sha256(body).digest()
    await folder.put(path, digest)
    assert not path.exists()
    return digest


async def read(folder: Folder, digest: bytes, start: int = 0, length: int = 100) -> bytes:
    return b"".join([piece async for piece in folder.read(digest, start, length)])


def age(folder: Folder, digest: bytes, by_s: float) -> None:
    then = time.time() - by_s
    os.utime(folder._place(digest), (then, then))


async def old(folder: Folder) -> list[bytes]:
    return [digest async for some in folder.older(DAY_S) for digest in some]


async def test_bytes_are_kept_once_by_their_digest_and_only_for_the_server(folder: Folder) -> None:
    digest = await put(folder, b"mot")
    assert await put(folder, b"mot") == digest
    assert await read(folder, digest) == b"mot"
    assert await read(folder, digest, 1, 1) == b"o"
    (kept,) = [f for f in folder._root.rglob("*") if f.is_file()]
    assert kept.relative_to(folder._root).as_posix() == f"{digest.hex()[:2]}/{digest.hex()[2:]}"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


async def test_only_what_is_old_is_found_and_removed(folder: Folder) -> None:
    first, second = await put(folder, b"mot"), await put(folder, b"hai")
    assert await old(folder) == []
    age(folder, first, 2 * DAY_S)
    assert await old(folder) == [first]
    assert await folder.remove(first, DAY_S)
    assert not await folder.remove(second, DAY_S)
    assert not await folder.remove(first, DAY_S)
    assert await read(folder, second) == b"hai"
    (folder._place(second).parent / "README").touch()  # not ours, and none of our business
    assert await old(folder) == []
    with pytest.raises(FileNotFoundError):
        await read(folder, first)


async def test_what_is_put_again_while_it_is_being_removed_stays(folder: Folder) -> None:
    digest = await put(folder, b"mot")
    age(folder, digest, 2 * DAY_S)
    assert await old(folder) == [digest]
    await put(folder, b"mot")
    assert not await folder.remove(digest, DAY_S)
    assert await read(folder, digest) == b"mot"


async def test_uploads_that_were_broken_off_are_tidied_up(folder: Folder) -> None:
    path, file = folder.temporary()
    file.close()
    assert await folder.tidy(DAY_S) == 0
    then = time.time() - 2 * DAY_S
    os.utime(path, (then, then))
    assert await folder.tidy(DAY_S) == 1
    assert not path.exists()


async def test_what_another_process_swept_meanwhile_is_left_out(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = await put(folder, b"mot")
    path, file = folder.temporary()
    file.close()
    for each in (folder._place(digest), path):
        os.utime(each, (0, 0))
    stat = Path.stat

    def gone(self: Path, **asked: bool) -> os.stat_result:
        found = stat(self, **asked)
        if self.is_relative_to(folder._root) and not S_ISDIR(found.st_mode):
            self.unlink()
        return stat(self, **asked)

    with monkeypatch.context() as racing:
        racing.setattr(Path, "stat", gone)
        assert await old(folder) == []
        assert await folder.tidy(DAY_S) == 0
        await put(folder, b"mot")
        assert not await folder.remove(digest, DAY_S)
