"""The two ceremonies of WebAuthn: making a passkey and showing one. Nothing here knows the database.

A challenge is a token of the portal that is good for five minutes and for one person, or for a sign-in, when 0
stands for the person. So nothing is kept for those who only ask for one, and nobody can fill a table by asking;
what is kept is the digest of each challenge that was answered, which `passkeys` takes once.
"""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit

import structlog
import webauthn
from msgspec import Meta, Struct
from webauthn.helpers import options_to_json_dict, parse_client_data_json
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialType,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from rooms.errors import Conflict, Forbidden
from rooms.people import Person
from server.identity.tokens import Tokens

log = structlog.get_logger(__name__)

PURPOSE = "passkey"
NOBODY = 0  # instead of a person's id: whoever shows one
LIFE_S = 300
REQUIRED = UserVerificationRequirement.REQUIRED

Base64 = Annotated[str, Meta(min_length=1, max_length=16_000, pattern=r"^[A-Za-z0-9_-]+\Z")]


class Made(Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser has after making a passkey; bytes as base64url."""

    id: Base64
    client_data: Base64
    attestation: Base64
    transports: Annotated[tuple[Annotated[str, Meta(max_length=20)], ...], Meta(max_length=10)] = ()


class Signed(Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser has after showing a passkey; bytes as base64url."""

    id: Base64
    client_data: Base64
    authenticator_data: Base64
    signature: Base64
    user: Base64 | None = None


class Place(Struct, frozen=True):
    """Where a passkey is good: the origin of the page, and its host, which is the relying party."""

    origin: str
    host: str


class Key(Struct, frozen=True):
    """A passkey that is kept: what showing it is checked against."""

    id: int
    person_id: int
    public_key: bytes
    sign_count: int


class New(Struct, frozen=True):
    """A passkey that was made, in the shape of its row, with the digest of the challenge it answers."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]
    challenge: bytes


def place(origin: str) -> Place:
    """The place of a page. Raises Conflict where its host is a bare number: browsers make no passkeys there."""
    host = urlsplit(origin).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Place(origin, host)
    raise Conflict("passkey-needs-name", host=host)


def to_make(
    tokens: Tokens, at: Place, portal: str, person: Person, known: Sequence[bytes]
) -> dict[str, Any]:
    """The options of `navigator.credentials.create`; `known` are the ids of passkeys the person has already."""
    options = webauthn.generate_registration_options(
        rp_id=at.host,
        rp_name=portal,
        user_id=_handle(person.id),
        user_name=person.name,
        user_display_name=person.name,
        challenge=_challenge(tokens, person.id),
        timeout=LIFE_S * 1000,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return options_to_json_dict(options)


def to_show(tokens: Tokens, at: Place) -> dict[str, Any]:
    """The options of `navigator.credentials.get`: the browser offers what it has for this host."""
    options = webauthn.generate_authentication_options(
        rp_id=at.host,
        challenge=_challenge(tokens, NOBODY),
        timeout=LIFE_S * 1000,
        user_verification=REQUIRED,
    )
    return options_to_json_dict(options)


def made(tokens: Tokens, at: Place, person_id: int, sent: Made) -> New:
    """The passkey that answers one of this person's challenges. Raises Forbidden where anything is not as it should be."""
    try:
        client_data = _bytes(sent.client_data)
        challenge = _answered(tokens, person_id, client_data)
        found = webauthn.verify_registration_response(
            credential=RegistrationCredential(
                id=sent.id,
                raw_id=_bytes(sent.id),
                response=AuthenticatorAttestationResponse(
                    client_data_json=client_data, attestation_object=_bytes(sent.attestation)
                ),
                type=PublicKeyCredentialType.PUBLIC_KEY,
            ),
            expected_challenge=challenge,
            expected_rp_id=at.host,
            expected_origin=at.origin,
            require_user_verification=True,
        )
        _is(sent.id, found.credential_id)
    except Exception as error:
        raise _refused(error) from error
    return New(
        found.credential_id,
        found.credential_public_key,
        found.sign_count,
        sent.transports,
        _digest(challenge),
    )


def signed(tokens: Tokens, at: Place, sent: Signed, key: Key) -> tuple[int, bytes]:
    """The passkey's new count, and the digest of the challenge. Raises Forbidden where anything is not as it should be.

    A count that does not grow is a copy of the passkey, or this very answer for the second time.
    """
    try:
        client_data = _bytes(sent.client_data)
        challenge = _answered(tokens, NOBODY, client_data)
        user = _bytes(sent.user) if sent.user else None
        found = webauthn.verify_authentication_response(
            credential=AuthenticationCredential(
                id=sent.id,
                raw_id=_bytes(sent.id),
                response=AuthenticatorAssertionResponse(
                    client_data_json=client_data,
                    authenticator_data=_bytes(sent.authenticator_data),
                    signature=_bytes(sent.signature),
                    user_handle=user,
                ),
                type=PublicKeyCredentialType.PUBLIC_KEY,
            ),
            expected_challenge=challenge,
            expected_rp_id=at.host,
            expected_origin=at.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
        _names(key.person_id, user)
    except Exception as error:
        raise _refused(error) from error
    return found.new_sign_count, _digest(challenge)


def credential_id(sent: Signed) -> bytes:
    """The id that a passkey is found by. Raises Forbidden where it is not base64url."""
    try:
        return _bytes(sent.id)
    except ValueError as error:
        raise _refused(error) from error


def _challenge(tokens: Tokens, person_id: int) -> bytes:
    return tokens.make(PURPOSE, person_id, secrets.token_hex(16), lasts_s=LIFE_S).encode()


def _answered(tokens: Tokens, person_id: int, client_data: bytes) -> bytes:
    """The challenge that was answered: one of ours, in time, for this person. Raises ValueError."""
    challenge = parse_client_data_json(client_data).challenge
    facts = tokens.read(PURPOSE, challenge.decode("ascii"))
    if facts is None or facts[0] != person_id:
        raise ValueError("not a challenge of ours, or its time is over")
    return challenge


def _is(told: str, credential_id: bytes) -> None:
    """The id beside the passkey is the one in it. Raises ValueError."""
    if _bytes(told) != credential_id:
        raise ValueError("two ids for one passkey")


def _names(person_id: int, user: bytes | None) -> None:
    """What the passkey keeps of its owner, where it tells, is this person. Raises ValueError."""
    if user is not None and user != _handle(person_id):
        raise ValueError("the passkey names another person")


def _digest(challenge: bytes) -> bytes:
    return hashlib.sha256(challenge).digest()


def _handle(person_id: int) -> bytes:
    """What a passkey keeps of whose it is: the account's number, and nothing that is said of a person."""
    return person_id.to_bytes(8)


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def _refused(error: Exception) -> Forbidden:
    """Whatever the bytes did to the parsers, they are no passkey of ours; why stands in the log alone."""
    log.info("passkey refused", why=f"{type(error).__name__}: {error}"[:200])
    return Forbidden("passkey-refused")
