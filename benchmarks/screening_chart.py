"""Draws the figures of `screening.py`, readable on light and on dark pages."""

from typing import Any

from benchmarks.drawing import WIDTH, bar, picture, text

BAR, GAP, LEFT, TOP = 20, 6, 230, 60
ROOM = WIDTH - LEFT - 110
STYLE = """
  .ours { fill: #b42318 } .peer { fill: #8c959f }
  @media (prefers-color-scheme: dark) { .ours { fill: #f97066 } .peer { fill: #6e7681 } }
"""
SIDES = {
    "ours": "Diên Hồng",
    "plain": "folded where the list says so",
    "folded": "all folded",
}
SPELLINGS = {"written": "Text as it is written", "bare": "The same without diacritics"}


def chart(result: dict[str, Any]) -> str:
    """False matches beside those of the plain method, then how many of each disguise are found."""
    parts, y = [], TOP
    per = 10_000 / result["words"]
    most = max(each["folded"] for each in result["false"].values()) * per
    parts.append(text(0, y, "False matches in 10,000 ordinary words"))
    y += 14
    for how, heading in SPELLINGS.items():
        parts.append(text(0, y + 14, heading, "small"))
        y += 22
        for side, name in SIDES.items():
            figure = result["false"][how][side] * per
            _row(
                parts, y, name, figure / most, f"{figure:.1f}", "ours" if side == "ours" else "peer"
            )
            y += BAR + GAP
    y += 26
    parts.append(text(0, y, "Found of a list's words, disguised, in ordinary sentences"))
    y += 14
    for name, each in result["found"].items():
        _row(parts, y, name, each["share"], f"{each['share']:.0%} of {each['of']}", "ours")
        y += BAR + GAP
    note = (
        f"{result['entries']} entries; {result['words']:,} words. A post of 10,000 characters and 2,000 phrases: "
        f"{result['speed']['typical_ms']:.0f} ms."
    )
    parts.append(text(0, y + 14, note, "small"))
    return picture("What word lists find, and what they should not", y + 30, STYLE, parts)


def _row(parts: list[str], y: int, name: str, share: float, figure: str, kind: str) -> None:
    width = max(2, round(ROOM * share))
    parts += [
        text(LEFT - 12, y + 15, name, "small", "end"),
        bar(LEFT, y, width, BAR, kind),
        text(LEFT + width + 8, y + 15, figure),
    ]
