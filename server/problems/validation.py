"""What msgspec says of an input it cannot take, as one of our reasons with the field at fault."""

import re

from litestar.exceptions import ClientException

from rooms.errors import Malformed, Refused, TooLarge

MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"missing required field `(?P<name>\w+)`"), "missing-field"),
    (re.compile(r"Missing required \w+ parameter '(?P<name>[\w-]+)'"), "missing-field"),
    (re.compile(r"contains unknown field `(?P<name>[^`]*)`"), "unknown-field"),
    (re.compile(r"Expected `str` of length <= (?P<longest>\d+)"), "text-too-long"),
    (re.compile(r"Expected `(?:str|array)` of length >= 1"), "empty"),
    (re.compile(r"Expected `\w+` of length >= \d+"), "too-short"),
    (re.compile(r"(?i)recursion|nesting"), "too-deep"),
)
NOT_JSON = re.compile(
    r"(?i)malformed|truncated|invalid (?:utf|json|unicode)|trailing|surrogate|decod"
)
SHOWN = 80  # characters of a name that the client made up


def from_validation(error: ClientException) -> Refused:
    """The refusal for an input that did not fit."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, RecursionError):
        return Malformed("too-deep")
    name, told = _first(error)
    if told == "'data'":  # the body as a whole is missing
        return Malformed("bad-json")
    text = f"{told} {cause or ''}"
    field = (
        None if name in {"", "data"} else name
    )  # `data` is what Litestar calls the body as a whole
    for pattern, reason in MESSAGES:
        if found := pattern.search(text):
            facts = {
                key: int(value) if value.isdigit() else value[:SHOWN]
                for key, value in found.groupdict().items()
            }
            facts.setdefault("name", field or "")
            named = str(facts["name"]) if reason in {"missing-field", "unknown-field"} else field
            kind = TooLarge if reason == "text-too-long" else Malformed
            return kind(reason, field=named, **facts)
    if field is None and NOT_JSON.search(text):
        return Malformed("bad-json")
    if field is None:
        return Malformed("wrong-shape")
    return Malformed("wrong-value", field=field, name=field)


def _first(error: ClientException) -> tuple[str, str]:
    """The field and message Litestar names first, where it names any."""
    extra = error.extra
    if isinstance(extra, list) and extra and isinstance(extra[0], dict):
        return str(extra[0].get("key", "")), str(extra[0].get("message", ""))
    return "", str(error.detail)
