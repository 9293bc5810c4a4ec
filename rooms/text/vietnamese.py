"""Vietnamese text beside other Vietnamese text: the same, found by, sorted before.

Three keys, none of which is ever shown: `norm` decides whether two texts are the same, `fold`
whether a search without diacritics finds one, `vi_key` which comes first.
"""

import re
import unicodedata
from functools import lru_cache

# hoà and hòa are one word: in an open syllable on oa, oe or uy, schools differ on which vowel bears
# the tone. In "quý" the u belongs to the consonant, so there is nothing to differ on.
MOVABLE_TONE = re.compile("(?:o[àảãáạèẻẽéẹ]|(?<!q)u[ỳỷỹýỵ])(?![\\w\u0300-\u036f])")
OLDER = {
    new: old
    for rime in ("oa", "oe", "uy")
    for tone in "\u0300\u0309\u0303\u0301\u0323"
    for new, old in [
        (
            unicodedata.normalize("NFC", rime + tone),
            unicodedata.normalize("NFC", rime[0] + tone + rime[1]),
        )
    ]
}

D_WITHOUT_STROKE = str.maketrans("đð", "dd")  # old keyboards typed Ð (eth), which looks like Đ

ALPHABET = {
    letter: 0x10 + place
    for place, letter in enumerate("0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
}
SPACE, SIGN, OTHER_LETTER = b"\x02", b"\x03", b"\xff"
TONES = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}  # huyền hỏi ngã sắc nặng
NO_TONE, OTHER_MARK = 1, 7


def norm(text: str) -> str:
    """Equal for texts that differ only in case, composition or where the tone is written."""
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return MOVABLE_TONE.sub(lambda rime: OLDER[rime[0]], lower)


def fold(text: str) -> str:
    """Equal for texts that differ only in case and diacritics: "Diên Hồng" and "dien hong"."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", text.lower()).translate(D_WITHOUT_STROKE)
    # Composed again, since other scripts have parts that are no marks: Hangul would stay in pieces.
    return unicodedata.normalize("NFC", "".join(c for c in letters if not unicodedata.combining(c)))


def vi_key(text: str) -> bytes:
    """Sorts as a Vietnamese dictionary does: by letters, then by tones, then small before capital.

    Signs come before digits, letters of other scripts last. Two texts share a key only if they are
    the same.
    """
    text = unicodedata.normalize("NFC", text)
    letters, tones, cases = bytearray(), bytearray(), bytearray()
    for character in text:
        letter, tone, case = _weights(character)
        letters += letter
        tones.append(tone)
        cases.append(case)
    return b"\0".join((letters, tones, cases, text.encode()))


@lru_cache(4096)
def _weights(character: str) -> tuple[bytes, int, int]:
    """The place of one character among letters, tones and cases."""
    tone, rest = NO_TONE, ""
    for part in unicodedata.normalize("NFD", character):
        if part in TONES:
            tone = TONES[part]
        else:
            rest += part
    letter = unicodedata.normalize("NFC", rest)
    case = 1 if letter == letter.lower() else 2
    letter = letter.lower()
    if letter not in ALPHABET and len(rest) > 1:  # ç sorts with c, after every tone of it
        tone, letter = OTHER_MARK, rest[0].lower()
    if letter in ALPHABET:
        return bytes([ALPHABET[letter]]), tone, case
    if letter == "" or unicodedata.combining(letter[0]):
        return b"", tone, case
    if letter.isspace():
        return SPACE, tone, case
    return (OTHER_LETTER if letter.isalnum() else SIGN) + letter.encode(), tone, case
