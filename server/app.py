"""Puts the program together. What it answers to stands in `server.ways_in`."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException, NotFoundException
from litestar.middleware import DefineMiddleware
from litestar.types import Scope

from moderation.machines import Machine
from moderation.rulebook import Rulebook
from rooms.connections import Connection
from rooms.errors import Refused
from rooms.journal import Entry
from rooms.people import Who
from rooms.store import Store
from server import dependencies, desk, housekeeping, indexing, openapi, reserve, rights, ways_in
from server.comparing import Comparing
from server.config import Settings
from server.counting import Counting
from server.files.intake import Intake
from server.followers.follower import Follower
from server.followers.inbox import Inbox
from server.followers.machines import Machines
from server.followers.runner import Runner
from server.headers import Headers
from server.identity import asking, ceremony
from server.identity.callers import Callers
from server.identity.ceremony import Place
from server.identity.cookies import Cookies
from server.identity.sessions import Session
from server.identity.tokens import Tokens
from server.limits.address import Proxies
from server.limits.door import Door
from server.limits.limiter import Limiter
from server.live import giving
from server.live.bus import Alone, Bus
from server.live.gate import Gate
from server.live.hub import Hub
from server.live.limits import Limits
from server.live.redis import RedisBus, portal_of
from server.mail.posting import posting
from server.ops.pool import TimedPool
from server.ops.readiness import Readiness
from server.ops.verbs import CountedStore
from server.ops.watch import Watch
from server.origins import SameOrigin
from server.packing import Packing
from server.printing import Printer
from server.problems import handlers
from server.record import following
from server.record.notes import Signer
from server.rendering import Renderer
from server.reserve import Reserve
from server.routes import pages
from server.sights import Sights
from server.voting import following as votes
from web.documents.sheets import Sheets
from web.pages import Bundle

# 10,000 characters in their longest JSON form, and the rest of a command
MAX_BODY_BYTES = 128 * 1024
STATEMENT_S = 15.0
STATEMENTS = 500  # prepared on each connection for as long as it lasts: all that there are
IDLE_MS = "30000"  # a transaction that does nothing for longer holds locks for nothing


def always(value: object) -> Provide:
    """A dependency that is the same for every request."""
    return Provide(lambda: value, sync_to_thread=False)


def create_app(
    settings: Settings,
    database_url: str,
    secret: bytes,
    signer: Signer | None = None,
    bus: Bus | None = None,
    machines: Sequence[Machine] = (),
) -> Litestar:
    """The application over a database that has been migrated. `secret`: the portal's, 32 bytes.

    `signer` keeps the record; None: another process does. `bus`: how news gets to the other processes; None: as the
    settings say. `machines`: that suggest to moderators what to decide.
    """
    tokens = Tokens(secret)
    portal = portal_of(secret)
    bundle = Bundle()
    hub = Hub(
        bus or (RedisBus(settings.redis_url, portal) if settings.redis_url else Alone()),
        Limits().scaled(settings.limit_scale),
        bundle.build,
        giving.chosen(compiled=settings.compiled_sending),
    )
    readiness = Readiness(hub)
    cookies = Cookies(secure=settings.secure)
    limiter = Limiter(settings.redis_url, settings.limit_scale, portal)
    renderer, printer = Renderer(), Printer()
    durable: list[Follower] = [Inbox(), *Machines.of(machines)]
    followers = Runner(durable)
    watch = Watch(hub, readiness, renderer, durable)
    intake = Intake.of(settings)
    sights = Sights(lambda: hub.store)

    def announce(written: Sequence[Entry]) -> None:
        hub.announce(written)
        followers.wake(written)

    @asynccontextmanager
    async def running(app: Litestar) -> AsyncGenerator[None, None]:
        async with (
            TimedPool(
                database_url,
                min_size=1,
                max_size=settings.pool_size,
                timeout=5,
                command_timeout=STATEMENT_S,
                statement_cache_size=STATEMENTS,
                max_cached_statement_lifetime=0,
                connection_class=Connection,
                server_settings={
                    "application_name": "dienhong",
                    "idle_in_transaction_session_timeout": IDLE_MS,
                    "jit": "off",  # compiling costs more than any of our statements
                },
            ) as pool,
            renderer,
            limiter.running(),
        ):
            store = CountedStore(
                pool,
                announce,
                screening=Rulebook(),
                second_factor=settings.second_factor == "stewards",
            )
            await desk.kept(store)
            app.state.store = store
            app.state.hub = hub
            app.state.sights = sights
            app.state.limiter = limiter
            app.state.sheets = Sheets(bundle)
            app.state.intake = intake
            async with (
                hub.running(store),
                following.running(store, signer),
                votes.running(store, signer),
                followers.running(store),
                posting(settings, tokens, store),
                watch.running(pool, store),
            ):
                tidying = asyncio.create_task(housekeeping.run(store, intake.folder))
                catching_up = asyncio.create_task(indexing.run(store))
                try:
                    yield
                finally:
                    tidying.cancel()
                    catching_up.cancel()

    def store() -> Store:
        return hub.store

    callers = Callers(store, cookies.name, limiter)
    proxies = Proxies(settings.trusted_proxies)

    async def session(scope: Scope) -> Session | None:
        return await callers.session(scope)

    def place(request: Request[Any, Any, Any]) -> Place:
        # A program that names no origin is taken to be at the first.
        return ceremony.place(request.headers.get("origin", settings.origins[0]))

    async def who(session: NamedDependency[Session | None]) -> Who:
        return asking.required(session)

    async def in_person(session: NamedDependency[Session | None]) -> Who:
        return asking.in_person(session)

    async def reader(session: NamedDependency[Session | None]) -> Who | None:
        return session.who if session else None

    def lost(request: Request[Any, Any, Any], error: NotFoundException) -> Response[Any]:
        return pages.lost(request, bundle) or handlers.http(request, error)

    app = Litestar(
        ways_in.HANDLERS,
        lifespan=[running],
        dependencies={
            "hub": always(hub),
            "sights": always(sights),
            "counting": always(Counting(lambda: hub.store)),
            "comparing": always(Comparing(lambda: hub.store)),
            "readiness": always(readiness),
            "bundle": always(bundle),
            "jar": always(cookies),
            "renderer": always(renderer),
            "printer": always(printer),
            "intake": always(intake),
            "limiter": always(limiter),
            "chosen": always(settings),
            "portal": always(settings.portal_name),
            "tokens": always(tokens),
            "callers": always(callers),
            "store": Provide(store, sync_to_thread=False),
            "place": Provide(place, sync_to_thread=False),
            "session": Provide(session),
            "who": Provide(who),
            "in_person": Provide(in_person),
            "reader": Provide(reader),
        },
        before_send=[Headers(secure=settings.secure)],
        middleware=[
            DefineMiddleware(Packing),
            DefineMiddleware(SameOrigin, origins=settings.origins),
            DefineMiddleware(Door, limiter=limiter, proxies=proxies),
            DefineMiddleware(Reserve, folder=Path(settings.data), reserve_mib=settings.reserve_mib),
        ],
        exception_handlers={
            Refused: handlers.refused,
            NotFoundException: lost,
            HTTPException: handlers.http,
            OSError: reserve.failed,
            Exception: handlers.bug,
        },
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,  # server.logs says how; the framework would write over it
        openapi_config=openapi.config(cookie=cookies.name),
        plugins=[openapi.Exact()],
    )
    openapi.say_refusals(app)
    app.state.watch = watch
    app.state.gate = Gate(settings.origins, proxies, limiter, callers, hub)
    app.asgi_handler = watch.requests.around(app.asgi_handler)
    return dependencies.one_after_the_other(rights.required(app))
