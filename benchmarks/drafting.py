"""What it costs to edit one text together: bytes kept, time to read it again, and memory, after so many edits.

    python -m benchmarks.drafting --edits 10000 --characters 20000 100000

Two people type and take out again, a batch of keystrokes an edit, now here and now there. Each edit is taken as the server takes
it: the document is read from what is kept, the edit applied, its author noted, and the rest folded when it is due. The database is
left out: what it would be given is counted.
"""

import argparse
import json
import random
import resource
import time
from statistics import median
from typing import Any

from pycrdt import Doc, Text

from rooms.proposals.joint import together
from rooms.proposals.joint.document import begun
from rooms.proposals.joint.keeping import Stored, Update

WORDS = "Cơ quan nhà nước công bố dữ liệu mở theo hạn đã định. "
BATCH = 6  # characters, as a quick typist makes in a quarter of a second
LEAPS, TAKES_OUT = 0.05, 0.4  # of the batches: somewhere else, and taking out


class Writer:
    """One who types on where they are, and goes elsewhere from time to time."""

    def __init__(self, seed: int, state: bytes) -> None:
        self._chance = random.Random(seed)
        self._doc: Doc[Any] = Doc(client_id=1000 + seed)
        self._text = self._doc.get("text", type=Text)
        self._doc.apply_update(state)
        self._at = 0

    def write(self) -> bytes:
        """A batch of keystrokes; its update."""
        heard = list[bytes]()
        listening = self._doc.observe(lambda event: heard.append(event.update))
        said = str(self._text)
        if self._chance.random() < LEAPS:
            self._at = self._chance.randint(0, len(said))
        first = len(said[: self._at].encode())
        with self._doc.transaction():
            if self._chance.random() < TAKES_OUT:
                end = len(said[: self._at + BATCH].encode())
                if end > first:
                    del self._text[first:end]
            else:
                self._text.insert(first, "ữ hạn "[:BATCH])
                self._at += BATCH
        self._doc.unobserve(listening)
        return b"".join(heard)

    def take(self, change: bytes) -> None:
        """What the other wrote."""
        self._doc.apply_update(change)


def measured(edits: int, characters: int) -> dict[str, Any]:
    """So many edits of a text that is so long at the beginning."""
    text = (WORDS * (characters // len(WORDS) + 1))[:characters]
    held = Stored(0, begun("Mở dữ liệu", text, [(len(text), 1)]), [], fresh=True)
    writers = [Writer(seed, held.state.update) for seed in (1, 2)]
    sent, took, everything = 0, list[float](), list[bytes]()
    before = _resident()
    for n in range(edits):
        writer, other = writers[n % 2], writers[1 - n % 2]
        change = writer.write()
        if not change:
            continue
        other.take(change)
        sent += len(change)
        everything.append(change)
        at = time.perf_counter()
        document, folded = together.opened(held)
        document.take(change, n % 2 + 1)
        took.append(time.perf_counter() - at)
        changes = [*held.changes, Update(held.head + 1, change, n % 2 + 1)]
        if folded is None:
            held = Stored(held.seq, held.state, changes, fresh=False)
        else:
            left = [each for each in changes if each.seq > folded.seq]
            held = Stored(folded.seq, folded.state, left, fresh=False)
    grown = _resident() - before
    at = time.perf_counter()
    document = held.opened()[0]
    replayed = time.perf_counter() - at
    at = time.perf_counter()
    raw: Doc[Any] = Doc()
    raw.apply_update(begun("Mở dữ liệu", text, []).update)
    for change in everything:
        raw.apply_update(change)
    unfolded = time.perf_counter() - at
    assert str(raw.get("text", type=Text)) == document.text, "folding changes nothing"
    took.sort()
    return {
        "characters": characters,
        "edits": len(took),
        "characters_after": len(document.text),
        "sent_bytes": sent,
        "state_bytes": len(held.state.update),
        "kept_updates": len(held.changes),
        "kept_bytes": len(held.state.update) + sum(len(each.change) for each in held.changes),
        "hands": len(document.hands),
        "read_ms": round(replayed * 1000, 1),
        "read_unfolded_ms": round(unfolded * 1000, 1),
        "edit_p50_ms": round(median(took) * 1000, 1),
        "edit_p99_ms": round(took[len(took) * 99 // 100] * 1000, 1),
        "grown_mib": round(grown / 1024, 1),
    }


def _resident() -> int:
    """The most memory this process had so far, KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measure, and print one JSON a length."""
    parser = argparse.ArgumentParser(description="Measures drafting together.")
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--characters", type=int, nargs="+", default=[20_000, 100_000])
    asked = parser.parse_args()
    for characters in asked.characters:
        print(json.dumps(measured(asked.edits, characters)), flush=True)


if __name__ == "__main__":
    main()
