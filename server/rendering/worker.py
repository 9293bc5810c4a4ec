"""The process that renders: reads texts, answers each with its HTML or with the refusal.

It ends when its parent closes the pipe or is gone. Should that happen during a render that never
returns, an alarm ends it, which needs nobody's help.
"""

import os
import signal
from typing import BinaryIO

import msgspec

from rooms.errors import Refused
from rooms.text import markdown
from server.rendering.wire import LENGTH, Answer, Declined, Rendered, frame

WARM_UP = "- **một** [hai](https://example.vn) `ba`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def main(longest_s: float) -> None:
    """Serve texts on the standard streams.

    Ends where one takes `longest_s`, which is more than the parent waits.
    """
    os.nice(5)  # rendering waits rather than the event loop
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not become an answer
    _send(answers, _answer(WARM_UP))
    while len(head := questions.read(LENGTH.size)) == LENGTH.size:
        source = questions.read(LENGTH.unpack(head)[0]).decode()
        signal.setitimer(signal.ITIMER_REAL, longest_s)  # nobody handles the signal, so it kills
        answer = _answer(source)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, answer)


def _answer(source: str) -> Answer:
    try:
        return Rendered(markdown.render(source))
    except Refused as refusal:
        return Declined(type(refusal).__name__, refusal.reason, refusal.field, refusal.facts)


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(frame(msgspec.msgpack.encode(answer)))
    answers.flush()
