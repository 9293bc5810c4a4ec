"""Which Latin letters a character can be taken for by whoever reads fast: "пgυ" for "ngu", "l0n", "𝐧𝐠𝐮", "ⓃⒼⓊ".

Most of it Unicode's own database tells: what a character is compatible with, what its name says, which digit it is. The
tables here are what only the eye knows, by script, written from looking at letters. They are no list of everything: a test
counts how much of Unicode's own list they know.
"""

import re
import unicodedata
from functools import lru_cache

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")

# A character and the letter it looks like, in turn. A capital that looks otherwise than its small letter has an entry of its own.
_SEEN = (
    "αaβbγyεeζzηnιiκkνvοoρpσoςcτtυuχxωwϲcϳjμuµuΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyϒyΧxΛaΘoθo"  # Greek
    "аaвbсcԁdеeєeэeгrґrнhһhіiјjкkмmпnоoфoрpԛqяrѕsтtцuѵvԝwшwѡwхxжxуyүyчyьbъbзeӏi"  # Cyrillic
    "աwզqգqցgհhոnռnսuօoլlքfյjՏsՍuՕo"  # Armenian
    "ⲁaⲃbⲅrⲉeⲍzⲏhⲓiⲕkⲙmⲛnⲟoⲣpⲥcⲧtⲩyⲭxⲱw"  # Coptic
    "ᎠdᎡrᎢtᎥiᎩyᎪaᎫjᎬeᎳwᎷmᎻhᎽyᏀgᏂhᏃzᏏbᏒrᏔwᏕsᏙvᏚsᏞlᏟcᏢpᏦkᏧdᏳgᏴb"  # Cherokee
    "ꓐbꓑpꓒdꓓdꓔtꓖgꓗkꓙjꓚcꓜzꓝfꓟmꓠnꓡlꓢsꓣrꓦvꓧhꓪwꓫxꓬyꓮaꓰeꓲiꓳoꓴu"  # Lisu, made of Latin capitals
    "ᗩaᗷbᑕcᗞdᗪdᗴeᖴfᘜgᕼhᒍjᒪlᗰmᑎnᑭpᖇrᔕsᑌuᐯvᗯw᙭xᘔzᑯd"  # Canadian syllabics
    "ოoჿoסoןlוlطbهoاiەoഠoဝoᚷxᛁiᛖmᚱrᛒbⵔoⵝx"  # and others'
    "×x∪u∩n∨v⊤t∈e∆a√v†tƒf§sßbþpðdɑaɩiƖlƄbſfƨs℮e⍺a⍴p⍳i∣lǀlᴦr"  # signs, and Latin of other uses
)
# By use and not only by shape, and what can be read as either of two letters.
_READ = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "gq",
    "@": "a", "$": "s", "!": "i", "|": "il", "€": "e", "£": "l", "¥": "y", "¢": "c", "+": "t", "¡": "i",
    "I": "l", "Ι": "l", "І": "l", "Ӏ": "l", "ӏ": "l",
}  # fmt: skip
# The part of a name that says which letter it is, whatever was done to the letter.
_NAME = re.compile(
    r"(?:NEGATIVE CIRCLED |(?:CROSSED )?NEGATIVE SQUARED )?"
    r"(?:LATIN (?:SMALL |CAPITAL |EPIGRAPHIC )?LETTER |MODIFIER LETTER (?:SMALL|CAPITAL) |REGIONAL INDICATOR SYMBOL LETTER )"
    r"(?:SMALL CAPITAL |DOTLESS |SCRIPT |BARRED |BLACKLETTER |AFRICAN |INSULAR |REVERSED |SIDEWAYS |OPEN )*"
    r"([A-Z])(?: WITH [A-Z -]+)?"
)


@lru_cache(1 << 14)
def lookalikes(character: str) -> str:
    """The letters from a to z that this one character can stand for, without being them; "" for none.

    Small letters, the likeliest first. What a character has of marks (ố, Ǻ) is not looked at: take it apart before.
    """
    if character.lower() in LETTERS and character != "I":
        return ""
    seen = dict.fromkeys(_seen(character))
    seen |= dict.fromkeys(_READ.get(character, ""))
    seen |= dict.fromkeys(_of_digit(character))
    if character.lower() not in LETTERS:
        seen |= dict.fromkeys(_of_database(character))
    return "".join(seen)


def _seen(character: str) -> str:
    for each in (character, character.lower(), character.upper()):
        if each in _TABLE:
            return _TABLE[each]
    return ""


def _of_digit(character: str) -> str:
    """As the digit of our own that it is, in whatever script."""
    digit = unicodedata.digit(character, None)
    return "" if digit is None else _READ[str(digit)]


def _of_database(character: str) -> str:
    """As what it is compatible with, or as its name says."""
    plain = unicodedata.normalize("NFKD", character)
    letters = [each for each in plain if each.isalnum()]
    if len(letters) == 1 and letters[0] != character:
        latin = letters[0].lower() if letters[0].lower() in LETTERS else ""
        return latin + lookalikes(letters[0])
    named = _NAME.fullmatch(unicodedata.name(character, ""))
    return named[1].lower() if named else ""


_TABLE = dict(zip(_SEEN[::2], _SEEN[1::2], strict=True))
