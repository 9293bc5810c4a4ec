"""Characters that the fonts of printed documents have. PDF/A has no place for others: they are written as their number.

The fonts are those inside typst, the same on every machine: Libertinus Serif, New Computer Modern, DejaVu Sans Mono.
"""

import re
import unicodedata

_COVERED = """
    20-7f 85 a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 531-58f 591-5c7 5d0-5eb 5ef-5f5 5f7
    606-60c 615 61b-61c 61f 621-63a 640-655 65a 660-66d 674 679-67b 67e-680 683-684 686-687 691 698 6a4 6a9 6af
    6be 6cc 6f0-6f9 900-950 955-97f e3f e81-e82 e84 e87-e88 e8a e8d e94-e97 e99-e9f ea1-ea3 ea5 ea7 eaa-eab ead-
    eb9 ebb-ebc ec8-ecd 10d0-10ff 115f-1160 13a0-13fd 17b4-17b5 17c1-17c3 180b-180f 1ab0-1ace 1d00-1f15
    1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb
    1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-2040 2042 2044-2052 2054-2071 2074-208e 2090-209c 20a0-20c0 20d0-20f0
    2100-211e 2120 2122 2124 2126-2151 2153-2184 2189 2190-23ff 2422-2423 2460-262f 2638-268b 2690-269c
    26a0-26a7 26aa-26b2 2701-2704 2706-2709 270c-2727 2729-274b 274d 274f-2752 2756 2758-275e 2761-277f 2794
    2798-27af 27b1-2b73 2b76-2b95 2b97-2bff 2c60-2cf3 2cf9-2cff 2e02-2e05 2e08-2e0a 2e17-2e18 2e1f 2e22-2e25
    2e2e 3000 3012 3016-3017 301a-301b 302e-3030 3036 306e 3164 a46a-a46b a640-a641 a648-a649 a656-a657
    a708-a716 a71b-a727 a72d a730 a735 a765 a789-a78e a790-a791 a793 a7aa a7f8-a7f9 ab52 ab66 ab70-abbf
    fb00-fb06 fb13-fb17 fb1d-fb4f fb52-fb81 fb8a-fb95 fb9e-fb9f fbaa-fbad fbe8-fbe9 fbfc-fbff fe00-fe0f
    fe20-fe2f fe66 fe70-fe74 fe76-fefc feff ffa0 fff0-fffd 10140-1018e 1d400-1d454 1d456-1d49c 1d49e-1d49f 1d4a2
    1d4a5-1d4a6 1d4a9-1d4ac 1d4ae-1d4b9 1d4bb 1d4bd-1d4c3 1d4c5-1d505 1d507-1d50a 1d50d-1d514 1d516-1d51c
    1d51e-1d539 1d53b-1d53e 1d540-1d544 1d546-1d547 1d54a-1d550 1d552-1d6a5 1d6a8-1d7cb 1d7ce-1d7ff 1f12f 1f6d1
    1f780-1f7d8 1f7e0-1f7eb 1f7ff-1f80b 1f810-1f847 1f850-1f859 1f860-1f887 1f890-1f8ad 1f8b0-1f8bb
"""
# Where nothing else helps: letters as Vietnamese and its neighbours write them, and the signs between them.
_PLAIN = "20-7e a1-ac ae-24f 1e00-1eff 2010-2015 2018-201e 2020-2022 2026 2030 20ab 20ac 2192"


def _class(ranges: str) -> str:
    pairs = (each.partition("-") for each in ranges.split())
    return "".join(f"\\U{int(a, 16):08x}-\\U{int(b or a, 16):08x}" for a, _, b in pairs)


_ABSENT = re.compile(f"[^{_class(_COVERED)}\\n\\t]|[\\x7f\\x85\\ufff0-\\ufffc]")
# What nobody sees is left out: in a PDF it would be read back with the letter before it, wherever that stands.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0]"
)
# Which turn the order of what follows, and so could make it say something else: these are shown.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STRANGE = re.compile(f"[^{_class(_PLAIN)}\\n\\t]")


def printable(text: str, *, plain: bool = False) -> str:
    """The text as it can be printed: what no font has is written [U+4E2D]. `plain`: so is everything but Latin letters."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    for found in (_TURNING, _STRANGE if plain else _ABSENT):
        seen = found.sub(lambda one: f"[U+{ord(one[0]):04X}]", seen)
    return seen
