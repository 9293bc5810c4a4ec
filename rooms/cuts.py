"""Cutting passages out of a text: what is left of the original, in its order, and a fixed mark where something was.

Whoever cuts adds nothing, so nobody can be made to say what they did not. Pure.
"""

MARK = "[đã lược bỏ]"  # among whitespace alone, so that no Markdown comes of it


def cut_from(original: str, text: str) -> bool:
    """Whether the text is the original with one passage or more, of whole words, replaced by the mark each."""
    first, *others = text.split(MARK)
    if text == original or not others or not all(map(_apart, [first, *others], others)):
        return False
    last, at = others.pop(), len(first)
    if not (original.startswith(first) and original.endswith(last) and all(others)):
        return False
    for part in others:
        found = original.find(part, at)
        while found >= 0 and not original[at:found].strip():
            found = original.find(part, found + 1)
        if found < 0:
            return False
        at = found + len(part)
    return bool(original[at : len(original) - len(last)].strip())


def left_of(text: str) -> str:
    """What remains of the words."""
    return text.replace(MARK, "").strip()


def _apart(before: str, behind: str) -> bool:
    """Whether whitespace, or nothing at all, is on both sides of a mark."""
    return not before[-1:].strip() and not behind[:1].strip()
