"""One thing has one word (docs/glossary.md): what it was decided against is in no sentence that people read."""

import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLACES = (
    "web/src/**/*",
    "web/documents/*",
    "server/problems/*",
    "server/mail/words.py",
    "server/config_vietnamese.py",
)
_CONSENT = "an objection is a ballot in a vote by consent, which stops it"
_TCP = "a number of TCP"
_CHANNEL = "how one is told, beside the page: no address"

# What is not said; what is said instead; and where it means another thing, and which.
UNSAID: dict[str, tuple[str, dict[str, str]]] = {
    "phản đối": (
        "phản biện",
        {
            "web/src/proposals/voting/": _CONSENT,
            "server/problems/of_votes.py": _CONSENT,
            "web/documents/minutes_rule.py": _CONSENT,
        },
    ),
    "bằng chứng": ("dẫn chứng", {}),
    "chủ phòng": ("người phụ trách", {}),
    "người điều hành": ("ban điều hành phòng", {}),
    "thiết đặt|cấu hình|thiết lập|tùy chọn": ("cài đặt", {}),
    r"\bcổng\b|diễn đàn|trang web": ("hệ thống", {"server/config_vietnamese.py": _TCP}),
    "(?<!địa chỉ )thư điện tử": ("địa chỉ thư điện tử", {"web/src/inbox/words.ts": _CHANNEL}),
    "địa chỉ thư(?! điện tử)": ("địa chỉ thư điện tử", {}),
    "tra cứu": ("tìm", {}),
    "sàng lọc": ("quy tắc tự động", {}),
    r"\bkeepers? of\b|\bthe keepers\b|\bthose who keep the room\b": ("stewards of the room", {}),
    r"\bobjections?\b": (
        "critique",
        {
            "web/src/proposals/voting/": _CONSENT,
            "server/problems/of_votes.py": _CONSENT,
        },
    ),
    r"\bthe (system|site|platform|forum)\b": ("the portal", {}),
    r"^find\b": ("search", {}),
    r"\bscreening rules\b|\bpolicy of strikes\b": ("automatic rules; suggested measures", {}),
    r"\b(by|this|the|a new|an automatic|daily|last|no more) letters?\b": ("e-mail", {}),
}
_QUOTED = re.compile(
    r"""'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)"|`((?:[^`\\]|\\.)+)`""", re.DOTALL
)
_REMARK = re.compile(r'"""[\s\S]*?"""|/\*[\s\S]*?\*/|<!--[\s\S]*?-->|^\s*(?://|#).*$', re.MULTILINE)


def _sentences(file: Path) -> list[str]:
    """What is quoted in it and reads like words: an upper-case letter first, or more than one word."""
    quoted = chain.from_iterable(_QUOTED.findall(_REMARK.sub("", file.read_text("utf-8"))))
    return [each for each in quoted if each[:1].isupper() or " " in each.strip()]


SAID = {
    file.relative_to(ROOT).as_posix(): sentences
    for place in PLACES
    for file in sorted(ROOT.glob(place))
    if file.suffix in {".py", ".ts", ".svelte"} and not file.name.endswith(".gen.ts")
    if (sentences := _sentences(file))
}


@pytest.mark.parametrize("loser", UNSAID)
def test_one_thing_has_one_word(loser: str) -> None:
    winner, elsewhere = UNSAID[loser]
    found = [
        (file, sentence)
        for file, sentences in SAID.items()
        if not file.startswith(tuple(elsewhere))
        for sentence in sentences
        if re.search(loser, sentence, re.IGNORECASE)
    ]
    assert found == [], f"say: {winner}"


def test_there_are_sentences_to_look_at_and_no_exception_is_left_over() -> None:
    assert "Thư điện tử" in SAID["web/src/inbox/words.ts"]
    assert sum(map(len, SAID.values())) > 3000
    for loser, (_, elsewhere) in UNSAID.items():
        for place in elsewhere:
            said = chain.from_iterable(
                each for file, each in SAID.items() if file.startswith(place)
            )
            assert any(re.search(loser, each, re.IGNORECASE) for each in said), (loser, place)
