"""As whom PostgreSQL runs. It refuses to be root, and is to die when we do.

A root process gives it a user namespace, in which root's own files belong to an ordinary user; where the kernel
forbids that, or the data belongs to somebody else, it becomes that user. Any other process gives it its own.
"""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from server.embedded.errors import Unusable

CLONE_NEWUSER = 0x10000000  # linux/sched.h
PR_SET_PDEATHSIG = 1  # linux/prctl.h
NOBODY = "nobody"

_libc = ctypes.CDLL(None, use_errno=True)


class Account(NamedTuple):
    """`uid` None: as this process. With `namespace`, root's files appear as `uid`'s, and nothing else is."""

    uid: int | None
    namespace: bool

    @property
    def owner(self) -> int | None:
        """Who must own its files, seen from outside; None: whoever makes them."""
        return None if self.namespace else self.uid

    def give(self, path: Path) -> None:
        """Make this its file."""
        if self.owner is not None:
            os.chown(path, self.owner, _group(self.owner))

    def entered(self) -> Callable[[], None]:
        """What a child does between fork and exec. It imports nothing: other threads may hold locks."""
        parent = os.getpid()
        uid, namespace = self
        gid = _group(uid) if uid is not None else 0
        maps = {"setgroups": "deny", "uid_map": f"{uid} 0 1", "gid_map": f"{gid} 0 1"}

        def enter() -> None:
            if namespace:
                if _libc.unshare(CLONE_NEWUSER):
                    raise OSError(ctypes.get_errno(), "unshare")
                for name, line in maps.items():
                    fd = os.open(f"/proc/self/{name}", os.O_WRONLY)
                    os.write(fd, line.encode())
                    os.close(fd)
            elif uid is not None:
                os.setgroups([])
                os.setgid(gid)
                os.setuid(uid)
            # Last, since a change of user clears it. SIGINT is PostgreSQL's fast and orderly shutdown.
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
            if os.getppid() != parent:
                os._exit(1)

        return enter

    def can_run(self, program: Path) -> bool:
        """Whether the kernel lets this account start it."""
        try:
            done = subprocess.run(  # noqa: S603 - our own program; see `entered` for threads
                [program, "--version"],
                preexec_fn=self.entered(),
                capture_output=True,
                cwd="/",
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def choose(cluster: Path, program: Path, *, namespaces: bool = True) -> Account:
    """The account for the cluster in this folder, which may not exist yet. Raises Unusable.

    `namespaces` False: act as on a kernel that forbids them.
    """
    me = os.geteuid()
    owner = cluster.stat().st_uid if cluster.exists() else None
    if me != 0:
        if owner not in {None, me}:
            raise Unusable(
                f"The data in {cluster} belongs to {_name(owner or 0)}, and this is {_name(me)}: "
                "start as that user, or set DATA to another folder."
            )
        return Account(None, namespace=False)
    if owner in {None, 0}:
        inside = Account(pwd.getpwnam(NOBODY).pw_uid, namespace=True)
        if namespaces and inside.can_run(program):
            return inside
        if owner == 0:
            raise Unusable(
                f"The data in {cluster} belongs to root, and this kernel permits no user namespaces: "
                "give the folder to an ordinary user, or set DATA to another one."
            )
    return Account(owner or pwd.getpwnam(NOBODY).pw_uid, namespace=False)


def _group(uid: int) -> int:
    try:
        return pwd.getpwuid(uid).pw_gid
    except KeyError:  # a container may run as a user that has no name
        return uid


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
