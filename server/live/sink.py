"""Where a follower's bytes go. A sink hides the transport: what it takes, whether it is full, how it ends."""

from typing import Protocol

from server.live.window import Framing


class Sink(Protocol):
    """One open line to one client.

    `framing` makes an entry into bytes for this line. While `full()` it is given no entries; the line calls `on_room`
    of its Client again when it has room.
    """

    framing: Framing

    def full(self) -> bool: ...

    def offer(self, framed: bytes) -> bool:
        """Bytes made with `framing`, unless the line is full; whether that is settled. Never blocks."""
        ...

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
