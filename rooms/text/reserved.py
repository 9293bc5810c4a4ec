"""What only the portal calls somebody or something: it stands where a name or a title was taken away, and says so.

Whoever could call themselves so would look like a person whom moderation has acted against, and a thread like one whose title it took.
"""

from rooms.errors import Malformed
from rooms.text.vietnamese import norm

HIDDEN_TITLE = "Tiêu đề đã bị ẩn"
HIDDEN_NAME = "Tên đã bị ẩn"
ERASED_NAME = "Tài khoản đã xóa"


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, norm(text)))


RESERVED = frozenset(_letters(each) for each in (HIDDEN_TITLE, HIDDEN_NAME, ERASED_NAME))


def unreserved(text: str, field: str) -> str:
    """The clean text, unless it reads as one of these, whatever the signs, spaces and capitals. Raises Malformed."""
    if _letters(text) in RESERVED:
        raise Malformed("words-reserved", field=field)
    return text
