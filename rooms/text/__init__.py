"""What people write: cleaned, compared, sorted, rendered, read back.

`markdown` is left out on purpose: it loads two sanitisers (a tenth of a second), and cmark, which
never gives its memory back. It belongs in the worker processes of `server.rendering`; everybody
else holds its HTML.
"""

from rooms.text.characters import body, clean, title, within
from rooms.text.permitted import LONGEST_BODY, RENDER_VERSION
from rooms.text.references import excerpt, mentions, plain, quotes
from rooms.text.reserved import unreserved
from rooms.text.vietnamese import fold, norm, vi_key

__all__ = [
    "LONGEST_BODY",
    "RENDER_VERSION",
    "body",
    "clean",
    "excerpt",
    "fold",
    "mentions",
    "norm",
    "plain",
    "quotes",
    "title",
    "unreserved",
    "vi_key",
    "within",
]
