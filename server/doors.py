"""The sockets the portal is reached by: one address, and for each process a queue of its own behind it.

Several sockets are bound to one address (SO_REUSEPORT) and the kernel deals new connections out between them evenly;
from one queue for all, the quickest process takes up to three times as many lines as the slowest. The parent keeps
every one of them open, so that what waits at a process that has died is taken by the one started in its place.
"""

import contextlib
import socket
from collections.abc import Iterator

BACKLOG = 4096  # a storm of reconnects arrives faster than it is accepted


class Taken(RuntimeError):
    """The address to listen on cannot be had; the message is one sentence."""


@contextlib.contextmanager
def opened(host: str, port: int, count: int = 1) -> Iterator[list[socket.socket]]:
    """So many sockets bound to this address, closed in the end. Raises Taken."""
    with contextlib.ExitStack() as stack:
        alone = stack.enter_context(_bound(host, port, shared=False))
        if count == 1:
            yield [alone]
            return
        # Whoever shares an address shares it with any program of the same user: so it was first had alone.
        alone.close()
        doors = [stack.enter_context(_bound(host, port, shared=True)) for _ in range(count)]
        for door in doors:
            door.listen(BACKLOG)  # what comes before a process is ready waits for it
        yield doors


def _bound(host: str, port: int, *, shared: bool) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        door.bind(address)
    except OSError as error:
        raise Taken(
            f"Port {port} of {host} cannot be had ({error.strerror}): set PORT or HOST to another."
        ) from error
    return door
