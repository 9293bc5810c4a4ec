"""What words have of some word lists: one look for all of them, in what was typed and in what readers see of it.

What is put together by its markup alone, "n**g**u" or "ng&#117;", stands only in what readers see.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from moderation.rules import WordList
from moderation.wordlist import Match, Matcher, Way
from rooms.screening import Words
from rooms.text import plain

MOST_PLACES = 50  # that are told of one entry: more would tell nobody more
MOST_NAMED = 20  # entries of one list, the first ones in the text
WAYS = list(Way)  # of two entries in one place the one that is written more plainly is meant
LONGEST_WRITTEN = 80  # characters of what was found, where signs make it longer


class Listed(NamedTuple):
    """One entry that was found of the list at this `place`: the first time as facts, and where in the text it stands each time."""

    place: int
    facts: dict[str, str | int]
    places: tuple[tuple[int, int], ...]


def listed(lists: tuple[WordList, ...], words: Words) -> list[Listed]:
    """Which entries of each list the words have, in the ways that the list asks for.

    What lies within a longer entry of its list is that one's, and is not counted again.
    """
    if not lists:
        return []
    matcher, owners = _compiled(lists)
    shown = plain(words.html)
    typed = _by_list(lists, owners, matcher.find(words.text))
    same = shown.split() == words.text.split()
    seen = typed if same else _by_list(lists, owners, matcher.find(shown))
    found = []
    for place, each in enumerate(lists):
        here, there = _by_entry(typed[place]), _by_entry(seen[place])
        for entry in list(here | there)[:MOST_NAMED]:
            written, read = here.get(entry, []), there.get(entry, [])
            match, text = (written[0], words.text) if written else (read[0], shown)
            facts: dict[str, str | int] = {
                "entry": each.entries[entry - owners.index(place)].words,
                "written": text[match.start : match.end][:LONGEST_WRITTEN],
                "way": match.way.value,
                "times": max(len(written), len(read)),
            }
            places = tuple((match.start, match.end) for match in written[:MOST_PLACES])
            found.append(Listed(place, facts, places))
    return found


def _by_entry(matches: Sequence[Match]) -> dict[int, list[Match]]:
    """Each entry with its matches, in the order of the text, without those that lie within another."""
    parted: dict[int, list[Match]] = {}
    reached = -1
    for match in sorted(matches, key=lambda each: (each.start, -each.end, WAYS.index(each.way))):
        if match.end > reached:
            reached = match.end
            parted.setdefault(match.entry, []).append(match)
    return parted


def _by_list(
    lists: Sequence[WordList], owners: Sequence[int], matches: Sequence[Match]
) -> list[list[Match]]:
    parted: list[list[Match]] = [[] for _ in lists]
    for match in matches:
        place = owners[match.entry]
        if match.ways.issubset(lists[place].ways):
            parted[place].append(match)
    return parted


@lru_cache(16)  # 4 MB each at most
def _compiled(lists: tuple[WordList, ...]) -> tuple[Matcher, list[int]]:
    """All lists as one, and of each entry the place of its list."""
    owners = [place for place, each in enumerate(lists) for _ in each.entries]
    return Matcher([entry for each in lists for entry in each.entries]), owners
