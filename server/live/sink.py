"""Where a follower's bytes go. A sink hides the transport: what it takes, whether it is full, how it ends."""

from typing import Protocol

from server.live.window import Framing


class Place(Protocol):
    """Where a follower's entries go.

    `direct` is the descriptor that ready bytes may be written to past the line, as `server.live.giving` does; -1 where
    they may not: the line holds bytes already, does something to them on their way, or is over.
    """

    @property
    def direct(self) -> int: ...

    def full(self) -> bool: ...

    def offer(self, framed: bytes, sent: int = 0) -> bool:
        """Ready bytes, unless the line is full; whether that is settled. Never blocks.

        `sent`: how many of them `direct` took already. Then they are settled in any case.
        """
        ...


class Nowhere:
    """The place of a follower that is written nothing."""

    direct = -1

    def full(self) -> bool:
        """Never."""
        return False

    def offer(self, framed: bytes, sent: int = 0) -> bool:  # noqa: ARG002 - as places are offered
        """Settled at once."""
        return True


class Sink(Place, Protocol):
    """One open line to one client.

    `framing` makes an entry into bytes for this line. While `full()` it is given no entries; the line calls `on_room`
    of its Client again when it has room.
    """

    framing: Framing

    def write(self, framed: bytes) -> None:
        """Bytes made with `framing`. Never blocks; taken also when full."""
        ...

    def tell(self, *messages: bytes) -> None:
        """Control messages, each as JSON."""
        ...

    def ping(self) -> None: ...

    def quiet_s(self) -> float:
        """Seconds since anything was heard from the other end; 0 where the transport cannot tell."""
        ...

    def close(self, code: int, reason: str) -> None:
        """End the line, saying why. Nothing is written after it."""
        ...
