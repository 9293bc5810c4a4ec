"""Invitations over HTTP. Their tokens travel in bodies, never in an address that a log could keep."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from rooms import invitations
from rooms.audit import Command
from rooms.invitations import Invitation, Inviting, Linking, Offer
from rooms.member import Member
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.identity.tokens import Tokens
from server.invitations import found, hash_of, link_token

Token = Annotated[str, Meta(min_length=1, max_length=2000)]


class InvitationLink(Struct, frozen=True):
    """A new link. `token` is shown here and kept nowhere: the link is `/join#` and it."""

    result: Invitation
    seqs: dict[int, int]
    token: str


class Bearing(Struct, frozen=True, forbid_unknown_fields=True):
    """The token of an invitation."""

    token: Token


class Acceptance(Command, frozen=True):
    """The token of the invitation to join by."""

    token: Token


@get("/rooms/{room_id:int}/invitations", right="invitations.see")
async def listing(
    room_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> list[Invitation]:
    """The open invitations of a room."""
    async with store.reading() as tx:
        return await invitations.listing(tx, who, room_id)


@post("/rooms/{room_id:int}/invitations", right="invitations.invite")
async def invite(
    room_id: FromPath[int],
    data: JSONBody[Inviting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Invitation]:
    """Invite somebody by a letter."""
    return await store.run(invitations.invite, who, room_id, data)


@post("/rooms/{room_id:int}/invitations/links", right="invitations.open_link")
async def open_link(
    room_id: FromPath[int],
    data: JSONBody[Linking],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
) -> InvitationLink:
    """Make a link that lets people join."""
    token = link_token(tokens, who.id, data.key)
    done = await store.run(invitations.open_link, who, room_id, data, hash_of(token))
    return InvitationLink(done.result, done.seqs, token)


@delete(
    "/rooms/{room_id:int}/invitations/{invitation_id:int}",
    status_code=200,
    right="invitations.revoke",
)
async def revoke(
    room_id: FromPath[int],
    invitation_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Invitation]:
    """End an invitation."""
    return await store.run(invitations.revoke, who, room_id, invitation_id, Command(key))


@post("/invitations/offer", status_code=200, right="portal.see")
async def offer(
    data: JSONBody[Bearing], store: NamedDependency[Store], tokens: NamedDependency[Tokens]
) -> Offer:
    """What an invitation is for: whoever bears it may know before they sign in."""
    async with store.reading() as tx:
        return await invitations.offer(tx, await found(tx, tokens, data.token))


@post("/invitations/acceptance", status_code=200, right="invitations.accept")
async def accept(
    data: JSONBody[Acceptance],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
) -> Done[Member]:
    """Join by an invitation."""
    async with store.reading() as tx:
        invitation_id = await found(tx, tokens, data.token)
    return await store.run(invitations.accept, who, Command(data.key), invitation_id)
