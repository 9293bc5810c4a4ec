"""The files of the database: made as a whole or not at all, and never used by two at once."""

import asyncio
import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from server.embedded import places
from server.embedded.account import Account
from server.embedded.errors import Unusable

USER = DATABASE = "dienhong"

_INITDB = (
    f"--username={USER}",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",  # sorts alike on every machine, whatever its C library
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--auth-local=trust",  # whoever can enter the socket's folder is its user
    "--auth-host=reject",
    "--no-instructions",
)


@contextlib.contextmanager
def held(data: Path) -> Iterator[None]:
    """Hold the data folder for this process alone. Raises Unusable where another has it."""
    try:
        data.mkdir(parents=True, mode=0o711, exist_ok=True)  # passed through, not listed
        fd = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise Unusable(f"The data folder {data} cannot be used: {error.strerror}.") from None
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable(
                f"Another server is running on the data in {data}: stop it, or choose another DATA and PORT."
            ) from None
        yield
    finally:
        os.close(fd)


async def ensure(cluster: Path, programs: Path, account: Account) -> Path:
    """The cluster's folder, made where there is none. Raises Unusable."""
    for unfinished in cluster.parent.glob(f"{cluster.name}.new-*"):
        shutil.rmtree(unfinished, ignore_errors=True)  # its maker may still be tidying up
    if not cluster.exists():
        cluster.unlink(missing_ok=True)  # a link to a cluster that is gone
        await _make(cluster, programs, account)
    made_by = (cluster / "PG_VERSION").read_text().strip()
    version = (await _run(account, programs / "postgres", "--version")).split()[-1]
    if made_by != version.partition(".")[0]:
        raise Unusable(
            f"The data in {cluster} was made by PostgreSQL {made_by}, and this program brings {version}: "
            "dump it with the release that made it, and restore it into a new folder."
        )
    return cluster.resolve()


async def _make(cluster: Path, programs: Path, account: Account) -> None:
    place = places.for_new_cluster(cluster, account)
    new = place.with_name(f"{place.name}.new-{secrets.token_hex(4)}")
    new.mkdir(mode=0o700)
    account.give(new)
    await _run(account, programs / "initdb", *_INITDB, f"--pgdata={new}")
    statement = f"create database {DATABASE}".encode()
    await _run(account, programs / "postgres", "--single", "-D", new, "postgres", said=statement)
    new.rename(place)  # whoever is interrupted before this leaves nothing that looks like a cluster
    if place != cluster:
        cluster.symlink_to(place)


async def _run(account: Account, *command: str | Path, said: bytes = b"") -> str:
    with tempfile.TemporaryFile() as stdin:  # a pipe may be closed before anything is written to it
        stdin.write(said)
        stdin.seek(0)
        process = await asyncio.create_subprocess_exec(
            *map(str, command),
            stdin=stdin,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            preexec_fn=account.entered(),
            cwd="/",
            env=environment(),
        )
        output, _ = await process.communicate()
    if process.returncode:
        raise Unusable(f"{command[0]} failed:\n{output.decode(errors='replace').strip()}")
    return output.decode(errors="replace")


def environment() -> dict[str, str]:
    """What the programs are told: nothing that would lead them to another database."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return ours | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
