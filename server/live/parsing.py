"""A client's WebSocket frames: bytes in, events out, by RFC 6455 and without any I/O.

What comes out depends on the bytes alone, never on how the network cut them: a rule is judged when the head of a
frame is whole, a payload when the frame is. No more is kept than one unfinished frame and one unfinished message.
"""

import codecs
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple, TypeAlias

try:
    from websockets.speedups import apply_mask
except ImportError:  # a platform without its C part
    from websockets.utils import apply_mask

CONTROL_BYTES = 125  # the most that a control frame holds (5.5)
SHORT, LONG = 126, 127  # the length stands in the two, or eight, bytes that follow (5.2)
TWO_BYTES = 1 << 16
REGISTERED = frozenset({1000, 1001, 1002, 1003, *range(1007, 1015)})  # close codes an end may send
FREE = range(3000, 5000)  # those of libraries and applications (7.4.2)
NO_CODE = 1005

PROTOCOL, NOT_UTF8, TOO_BIG = 1002, 1007, 1009


class Opcode(IntEnum):
    """What a frame is (5.2)."""

    MORE = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


_KNOWN = {int(each): each for each in Opcode}


class Violation(Exception):
    """The other end broke the protocol: the line is to be failed with this close code."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


class Ping(NamedTuple):
    """To be answered with the same."""

    payload: bytes


class Pong(NamedTuple):
    """A sign of life."""

    payload: bytes


class Close(NamedTuple):
    """The other end closes. `code` is 1005 where it gave none. Nothing it sends later counts."""

    code: int
    reason: str


# A text is a str, a binary message bytes.
Event: TypeAlias = str | bytes | Ping | Pong | Close


class Parser:
    """Reads what one client sends. `limit_bytes`: of a frame, and of the fragments of a message together."""

    __slots__ = ("_held", "_kind", "_message", "_utf8", "limit_bytes")

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self._held = b""  # of a frame that is not whole
        self._kind = Opcode.MORE  # of the message that fragments have begun; MORE: there is none
        self._message: bytearray | None = None
        self._utf8: codecs.IncrementalDecoder | None = None

    def feed(self, data: bytes) -> Iterator[Event]:
        """The events that these bytes complete, in order. Read it to its end, or drop the parser.

        Raises Violation at its place among them.
        """
        data = self._held + data if self._held else data
        self._held = b""
        at = 0
        while (frame := self._frame(data, at)) is not None:
            final, opcode, payload, at = frame
            if opcode >= Opcode.CLOSE:
                yield _control(opcode, payload)
                if opcode == Opcode.CLOSE:
                    return
            elif final and opcode != Opcode.MORE:
                yield payload if opcode == Opcode.BINARY else _text(payload)
            elif (message := self._fragment(final, opcode, payload)) is not None:
                yield message
        self._held = data[at:]

    def _frame(self, data: bytes, at: int) -> tuple[bool, Opcode, bytes, int] | None:
        """Whether it is final, what it is, its payload unmasked, and where the next one begins; None: not whole."""
        have = len(data) - at
        if have < 2:  # noqa: PLR2004 - the two bytes that every frame begins with
            return None
        first, second = data[at], data[at + 1]
        opcode = self._begins(first, second)
        size, head = second & 0x7F, 2
        if size >= SHORT:
            head = 4 if size == SHORT else 10
            if have < head:
                return None
            size = _length(data[at + 2 : at + head])
        within = size if opcode >= Opcode.CLOSE else size + len(self._message or b"")
        if within > self.limit_bytes:
            raise Violation(TOO_BIG, "too big")
        begins = at + head + 4
        ends = begins + size
        if len(data) < ends:
            return None
        payload = apply_mask(data[begins:ends], data[begins - 4 : begins]) if size else b""
        return bool(first & 0x80), opcode, payload, ends

    def _begins(self, first: int, second: int) -> Opcode:
        """What the frame is that begins so. Raises Violation where none may."""
        opcode = _KNOWN.get(first & 0x0F)
        if opcode is None or first & 0x70:
            raise Violation(PROTOCOL, "a reserved bit or opcode")
        if not second & 0x80:
            raise Violation(PROTOCOL, "not masked")
        if opcode >= Opcode.CLOSE:
            if not first & 0x80 or second & 0x7F > CONTROL_BYTES:
                raise Violation(PROTOCOL, "a control frame that is long or in fragments")
        elif (opcode == Opcode.MORE) == (self._kind == Opcode.MORE):
            raise Violation(PROTOCOL, "a fragment of nothing, or a message inside another")
        return opcode

    def _fragment(self, final: bool, opcode: Opcode, payload: bytes) -> str | bytes | None:
        """The message that this fragment ends; None where there is more to come."""
        if self._message is None:
            self._kind, self._message = opcode, bytearray()
            self._utf8 = _UTF8() if opcode == Opcode.TEXT else None
        self._message += payload
        if self._utf8 is not None:
            try:
                self._utf8.decode(payload, final)
            except UnicodeDecodeError:
                raise Violation(NOT_UTF8, "not UTF-8") from None
        if not final:
            return None
        kind, whole = self._kind, bytes(self._message)
        self._kind, self._message, self._utf8 = Opcode.MORE, None, None
        return whole if kind == Opcode.BINARY else whole.decode()


_UTF8 = codecs.getincrementaldecoder("utf-8")


def _length(said: bytes) -> int:
    """A length in two or eight bytes; the shortest form is the only one (5.2)."""
    size = int.from_bytes(said)
    if size < (SHORT if len(said) == 2 else TWO_BYTES) or size >> 63:  # noqa: PLR2004 - bytes of the short form
        raise Violation(PROTOCOL, "a length in a form it must not have")
    return size


def _text(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError:
        raise Violation(NOT_UTF8, "not UTF-8") from None


def _control(opcode: Opcode, payload: bytes) -> Ping | Pong | Close:
    if opcode == Opcode.PING:
        return Ping(payload)
    if opcode == Opcode.PONG:
        return Pong(payload)
    if not payload:
        return Close(NO_CODE, "")
    code = int.from_bytes(payload[:2])
    if len(payload) == 1 or (code not in REGISTERED and code not in FREE):
        raise Violation(PROTOCOL, "a close code that is none")
    return Close(code, _text(payload[2:]))
