"""The payloads of P12: read, cut to the size of each place, and packed where a place holds several."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


def corpus(corpora: Path) -> list[str]:
    """Every payload there is."""
    lines = (corpora / "xss" / "all_payloads.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line)["payload"] for line in lines]
    assert len(found) > 11_000
    return found


def fit(payload: str, longest: int) -> str:
    """As much of a payload as the place holds, without the two things no text may have."""
    whole = "".join(c for c in payload if c != "\0" and unicodedata.category(c) != "Cs")
    return whole[:longest].strip() or "(trống)"


def line(payload: str, longest: int) -> str:
    """The same on one line, for names and titles."""
    kept = " ".join(fit(payload, longest * 4).split())[:longest].strip()
    if any(unicodedata.category(c)[0] in "LNPS" for c in kept):
        return kept
    return "(trống)"


def packed(payloads: Iterable[str], longest: int) -> Iterator[str]:
    """Texts for a place, each with as many payloads as it holds: as text, one does not hide the next."""
    pack = ""
    for payload in payloads:
        text = line(payload, longest)
        if pack and len(pack) + 1 + len(text) > longest:
            yield pack
            pack = ""
        pack = f"{pack} {text}" if pack else text
    if pack:
        yield pack


def batches(payloads: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """So many at a time."""
    for start in range(0, len(payloads), size):
        yield payloads[start : start + size]
