"""What a participant typed into a plain field, as the Markdown that shows just that."""

import re

# In CommonMark a backslash makes any of these mean itself. `_` between letters means itself already, and is
# left alone so that addresses stay addresses; so is `&` unless it begins a character reference.
ANYWHERE = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
AT_A_LINE = re.compile(r"^([ \t]*)(?:([#>+=-])|(\d{1,9})([.)]))", re.MULTILINE)


def as_markdown(typed: str) -> str:
    """Markdown for a plain text: nothing in it is markup, a new line stays one."""
    lines = "\n".join(
        line.strip(" \t") for line in typed.splitlines()
    )  # indented, it would be code
    escaped = ANYWHERE.sub(r"\\\g<0>", lines)
    return AT_A_LINE.sub(_escape, escaped)


def _escape(found: re.Match[str]) -> str:
    indent, mark, number, point = found.groups()
    return f"{indent}\\{mark}" if mark else f"{indent}{number}\\{point}"
