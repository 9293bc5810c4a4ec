"""The process that looks at one file: on its standard input, the answer on its standard output."""

import os
import signal

import msgspec

from server.examining import images, packages
from server.examining.limits import WALL_S, give_up_everything


def main(kind: str, most_bytes: int) -> None:
    """Answer for the file, which is of this kind by its first bytes. `most_bytes`: of an image made anew."""
    file, out = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not become an answer
    # Should the server be gone: nobody handles this signal, so it kills.
    signal.setitimer(signal.ITIMER_REAL, 2 * WALL_S)
    package = kind == "package"
    packages.rehearse() if package else images.rehearse()
    give_up_everything()
    answer = packages.told_apart(file) if package else images.anew(file, kind, most_bytes)
    out.write(msgspec.msgpack.encode(answer))
    out.flush()
    os._exit(0)  # whatever would be tidied up here goes with the process
