"""Every error a request can end in, as problem+json: `type`, `title`, `status`, `detail`, `field`, and the facts.

Refusals of the domain carry their reason. What the framework finds wrong is given one of ours. Anything else is
a bug: 500 with an id for the log, and no detail. Every answer names the id under which the log has it in a header.
"""

from http import HTTPStatus
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import (
    ClientException,
    HTTPException,
    InternalServerException,
    MethodNotAllowedException,
    NotFoundException,
)

from moderation.explaining import explain
from rooms.errors import Malformed, NotFound, Refused, SignInFirst, TooLarge
from rooms.people import Language
from server.problems import telling
from server.problems.sentences import say
from server.problems.validation import from_validation

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
ID = "x-request-id"


def language_of(request: Request[Any, Any, Any]) -> Language:
    """The reader's language: what the request asks for, else Vietnamese."""
    asked = request.headers.get("accept-language", "").lower()
    first = asked.split(",", 1)[0].strip()
    return Language.EN if first.startswith("en") else Language.VI


def refused(request: Request[Any, Any, Any], error: Refused) -> Response[dict[str, Any]]:
    """A refusal of the domain."""
    language = language_of(request)
    why = [explain(each, language) for each in error.facts.get("findings", [])]
    said = {
        "type": f"/problems/{error.reason}",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": " ".join([say(error.reason, language, error.facts), *why]),
    }
    if error.field is not None:
        said["field"] = error.field
    identity = error.facts["id"] if isinstance(error, _Internal) else telling.new_id()
    headers = {"cache-control": "no-store", ID: identity}
    if isinstance(error, SignInFirst):
        headers["www-authenticate"] = "Bearer"
    if not isinstance(error, _Internal):  # of a bug the log has more
        telling.refusals.tell(request, error, identity)
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = "1"
    if "retry_after_s" in error.facts:
        headers["retry-after"] = str(error.facts["retry_after_s"])
    return Response(
        said | error.facts, status_code=error.status, media_type=MEDIA_TYPE, headers=headers
    )


def http(request: Request[Any, Any, Any], error: HTTPException) -> Response[dict[str, Any]]:
    """What the framework refuses."""
    return refused(request, _as_refusal(request, error))


def bug(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    """Ours to mend: the log has it under the id the reader is told."""
    if isinstance(error, RecursionError):  # deeply nested JSON
        return refused(request, Malformed("too-deep"))
    if isinstance(error, UnicodeDecodeError):  # JSON that is not UTF-8
        return refused(request, Malformed("bad-json"))
    return refused(request, _failed(request, error))


class _Internal(Refused):
    status = 500


def _as_refusal(request: Request[Any, Any, Any], error: HTTPException) -> Refused:
    if isinstance(error, MethodNotAllowedException):
        return _NotAllowed("method-not-allowed")
    if isinstance(error, NotFoundException):
        return NotFound("no-page")
    if isinstance(error, InternalServerException) and "disconnected" in error.detail:
        return Malformed(
            "bad-json"
        )  # half a request: nobody is there to be told, and nothing is wrong here
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TooLarge("too-large")
    if isinstance(error, ClientException):
        return from_validation(error)
    return _failed(request, error)


def _failed(request: Request[Any, Any, Any], error: Exception) -> Refused:
    """The refusal for a bug."""
    identity = telling.new_id()
    log.error("unexpected", id=identity, **telling.where(request), exc_info=error)
    return _Internal("internal", id=identity)


class _NotAllowed(Refused):
    status = 405
