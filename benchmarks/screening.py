"""How well the matcher of word lists finds disguised words, and how often it finds what nobody meant, in Vietnamese.

    python -m benchmarks.screening --chart docs/screening.svg

False matches: a list of insults and solicitations over all ordinary text that the repository has, where nobody insults anybody:
whatever is found there is counted as false, in the text as it is written and in the same text without diacritics. Beside it the plain
ways: whole words, compared without diacritics where the list lets them be left out, and all compared without. Found: each entry, disguised, within ordinary sentences.
"""

import argparse
import json
import random
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.screening_chart import chart
from benchmarks.screening_disguises import DISGUISES
from moderation.wordlist import Entry, Matcher
from rooms.text import LONGEST_BODY, fold

ROOT = Path(__file__).parents[1]
LISTED = Path(__file__).with_name("screening_words.toml")
MOST_FALSE = {"written": 5.0, "bare": 8.0}  # in 10,000 words
LEAST_FOUND = 0.95  # of each disguise
SPELLINGS: dict[str, Callable[[str], str]] = {"written": str, "bare": fold}


def entries() -> list[Entry]:
    """The list."""
    groups = tomllib.loads(LISTED.read_text("utf-8")).values()
    return [
        Entry(words, bare=how == "bare")
        for group in groups
        for how in ("bare", "exact")
        for words in group[how].splitlines()
        if words
    ]


def texts() -> list[str]:
    """Ordinary Vietnamese: the demonstration, the posts and questions the search is judged on, the Vietnamese page."""
    told = tomllib.loads((ROOT / "server/demo/room.toml").read_text("utf-8"))
    found = [text for text in _strings(told) if " " in text]
    judged = tomllib.loads((ROOT / "benchmarks/search_corpus.toml").read_text("utf-8"))
    for topic in judged["topic"]:
        found += [line for line in topic["posts"].splitlines() if line]
        found += [line.partition("|")[0].strip() for line in topic["queries"].splitlines() if line]
    return [*found, (ROOT / "docs/vi/README.md").read_text("utf-8")]


def false_matches(texts: list[str], listed: list[Entry]) -> dict[str, Any]:
    """What is found in ordinary text, by way and by entry, and how much the plain method finds there."""
    matcher = Matcher(listed)
    bare = [entry for entry in listed if entry.bare]
    exact = [entry for entry in listed if not entry.bare]
    result: dict[str, Any] = {}
    for how, spelled in SPELLINGS.items():
        ways: Counter[str] = Counter()
        which: Counter[str] = Counter()
        shown = list(map(spelled, texts))
        for text in shown:
            for match in matcher.find(text):
                ways[match.way.value] += 1
                which[listed[match.entry].words] += 1
        result[how] = {
            "ways": dict(ways),
            "entries": dict(which.most_common()),
            "ours": sum(ways.values()),
            "plain": _plainly(bare, shown, fold) + _plainly(exact, shown, str.lower),
            "folded": _plainly(listed, shown, fold),
        }
    return result


def found(texts: list[str], listed: list[Entry], seed: int) -> dict[str, dict[str, float]]:
    """Of each disguise, how many of the entries it was put on, and the share that is found at its place."""
    chance = random.Random(seed)
    carriers = [text for text in texts if 60 < len(text) < 400 and "\n" not in text]  # noqa: PLR2004 - a sentence or two
    matcher = Matcher(listed)
    result = {}
    for name, disguise in DISGUISES.items():
        picked = [
            (place, entry) for place, entry in enumerate(listed) if entry.bare or not disguise.bare
        ]
        hits = 0
        for place, entry in picked:
            before, after = (chance.choice(carriers) for _ in range(2))
            if disguise.bare_around:
                before, after = fold(before), fold(after)
            put = disguise.put_on(entry.words, chance)
            text, start = f"{before} {put} {after}", len(before) + 1
            hits += any(
                match[:3] == (start, start + len(put), place) for match in matcher.find(text)
            )
        result[name] = {"of": len(picked), "share": hits / len(picked)}
    return result


def speed(texts: list[str], seed: int, rounds: int = 20) -> dict[str, float]:
    """The processor time in ms for one post of the greatest length and a list of 2,000 phrases, p50 of some rounds, and the worst text."""
    chance = random.Random(seed)
    words = " ".join(texts).split()
    listed = [Entry(" ".join(chance.sample(words, 3))[:80], bare=True) for _ in range(2000)]
    short = [
        Entry(word, bare=True) for word in ("a", "á", "ngu", "đ", "1")
    ]  # for what is hostile below
    matcher = Matcher([*short, *(each for each in listed if any(map(str.isalnum, each.words)))])
    posts = [" ".join(chance.sample(words, 3000))[:LONGEST_BODY] for _ in range(rounds)]
    typical = sorted(_ms(matcher, post) for post in posts)[rounds // 2]
    hostile = ("a ", "a.", "a@", "a", "\u200ba", "a\u0301", "n g u ", "1", "đ ")
    worst = max(_ms(matcher, (part * LONGEST_BODY)[:LONGEST_BODY]) for part in hostile)
    return {"typical_ms": round(typical, 1), "worst_ms": round(worst, 1)}


def _plainly(listed: list[Entry], texts: list[str], spelled: Callable[[str], str]) -> int:
    """How often whole words of the texts are an entry, both of them spelled like this."""
    words = [re.escape(spelled(entry.words)) for entry in listed]
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b" if words else "(?!)")
    return sum(len(pattern.findall(spelled(text))) for text in texts)


def _ms(matcher: Matcher, text: str) -> float:
    begun = time.process_time()
    matcher.find(text)
    return (time.process_time() - begun) * 1000


def _strings(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    for each in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from _strings(each)


def measure(seed: int = 1) -> dict[str, Any]:
    """All figures."""
    ordinary, listed = texts(), entries()
    return {
        "words": sum(len(text.split()) for text in ordinary),
        "texts": len(ordinary),
        "entries": len(listed),
        "false": false_matches(ordinary, listed),
        "found": found(ordinary, listed, seed),
        "speed": speed(ordinary, seed),
    }


def short(result: dict[str, Any]) -> list[str]:
    """What misses its bar."""
    missed = [
        f"false matches, {how}"
        for how, most in MOST_FALSE.items()
        if result["false"][how]["ours"] / result["words"] * 10_000 > most
    ]
    missed += [name for name, each in result["found"].items() if each["share"] < LEAST_FOUND]
    return missed


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--chart", type=Path)
    options = asked.parse_args()
    measured = measure()
    print(json.dumps(measured, ensure_ascii=False, indent=1))
    if options.chart:
        options.chart.write_text(chart(measured), "utf-8")
    sys.exit(1 if short(measured) else 0)
