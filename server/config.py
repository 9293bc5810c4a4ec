"""The settings: one frozen struct, read once at start from a TOML file and the environment.

A setting is a field below and nothing else: its name is its key in the file and, in capitals after `DIENHONG_`,
its name in the environment, which wins over the file. What is unknown or cannot be is refused by name.
"""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from server.config_addresses import is_network, wrong_origin, wrong_smtp

PREFIX = "DIENHONG_"
PLAIN = frozenset(  # names that other programs of the trade use too
    {"DATABASE_URL", "REDIS_URL", "ORIGINS", "HOST", "PORT", "DATA"}
)
OF_TOOLS = frozenset(  # the file of settings; the tests' and the pages' own
    {"SETTINGS", "BEHIND", "CHROMIUM", "CORPORA", "EVIDENCE", "SEED", "SIZE"}
)


PortNumber = Annotated[int, Meta(ge=1, le=65535)]
FileName = Annotated[str, Meta(min_length=1)]
PostgresUrl = Annotated[str, Meta(pattern=r"^postgres(ql)?://")]
RedisUrl = Annotated[str, Meta(pattern=r"^(rediss?|unix|rediss?\+sentinel|rediss?\+cluster)://")]
SmtpUrl = Annotated[str, Meta(pattern=r"^(smtp|starttls|smtps)://[^\s/]+\Z")]
MailFrom = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]+@[^\x00-\x1f\x7f]+\Z")]


class Impossible(ValueError):
    """A setting that is unknown or cannot be; the message is one sentence that names it."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything an operator can choose. Empty `origins` become the two loopback ones of `port`."""

    database_url: Annotated[
        PostgresUrl | None,
        Meta(
            description="PostgreSQL 15 or newer, as postgresql://user@host/database. Not set: one of its own, kept in `data`.",
        ),
    ] = None
    redis_url: Annotated[
        RedisUrl | None,
        Meta(
            description="Redis or Valkey, which carries news between several server processes; with Sentinels, redis+sentinel://:password@one:26379,two:26379/mymaster/0; a Cluster, redis+cluster://:password@one:6379,two:6379. Not set: there is no other `dienhong serve`.",
        ),
    ] = None
    origins: Annotated[
        tuple[str, ...],
        Meta(
            description="The addresses people open, exact: https://forum.example. Requests and sockets of other pages are refused. Separated by commas in the environment. None: this machine's own."
        ),
    ] = ()
    host: Annotated[str, Meta(min_length=1, description="The address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="The port to listen on.")] = 8000
    processes: Annotated[
        int,
        Meta(
            ge=1,
            le=256,
            description="How many processes serve on the port. Each has `pool_size` connections of its own; without `redis_url` each counts limits for itself.",
        ),
    ] = 1
    data: Annotated[
        str, Meta(min_length=1, description="The folder of everything kept outside the database.")
    ] = "var"
    secret_file: Annotated[
        FileName | None,
        Meta(
            description="The file of the portal's secret, 64 hexadecimal digits, the same on all nodes. Not set: `secret` in `data`, made at the first start.",
        ),
    ] = None
    audit_key_file: Annotated[
        FileName | None,
        Meta(
            description="The file of the key that signs the record, 64 hexadecimal digits, the same on all nodes. Not set: `audit.key` in `data`, made at the first start.",
        ),
    ] = None
    smtp_url: Annotated[
        SmtpUrl | None,
        Meta(
            description="The mail server that takes letters: smtp://host:25, starttls://user:password@host:587 or smtps://user:password@host:465. Not set: letters are kept until it is.",
        ),
    ] = None
    mail_from: Annotated[
        MailFrom | None,
        Meta(
            description="Whom letters come from: an address, or `Name <address>`. Needed with `smtp_url`.",
        ),
    ] = None
    smtp_timeout_s: Annotated[
        float, Meta(ge=1, le=600, description="What the mail server may take over one letter.")
    ] = 30.0
    insecure_http: Annotated[
        bool, Meta(description="Permit origins of plain http beyond this machine.")
    ] = False
    demonstration: Annotated[
        bool, Meta(description="Fill an empty database with a demonstration and its accounts.")
    ] = False
    trusted_proxies: Annotated[
        tuple[str, ...],
        Meta(
            description="The networks of the proxies in front, such as 10.0.0.0/8. Only they are believed about where a request came from (X-Forwarded-For). Separated by commas in the environment."
        ),
    ] = ("127.0.0.0/8", "::1/128")
    limit_scale: Annotated[
        float,
        Meta(
            ge=0,
            le=1_000_000,
            description="Multiplies every limit on how often one may do a thing. 0: there are none.",
        ),
    ] = 1.0
    metrics_host: Annotated[
        str,
        Meta(
            min_length=1,
            description="The address to answer Prometheus on. Whoever reaches it reads the metrics.",
        ),
    ] = "127.0.0.1"
    metrics_port: Annotated[
        PortNumber | None,
        Meta(
            description="The port to answer Prometheus on, at /metrics; of several processes the first has this one, each other the next. Not set: there are no metrics.",
        ),
    ] = None
    pool_size: Annotated[
        int, Meta(ge=2, le=1000, description="Database connections of this process, at most.")
    ] = 10
    compiled_sending: Annotated[
        bool,
        Meta(
            description="Write to the sockets of a room by the loop in C, where it was compiled when the package was made. False, or where it was not: by the one in Python, slower and alike."
        ),
    ] = True
    second_factor: Annotated[
        Literal["none", "stewards"],
        Meta(
            description="Who must have signed in with a second factor, TOTP or a passkey, to act: nobody, or `stewards`: owners, facilitators, moderators and administrators in what only they may do."
        ),
    ] = "none"
    file_max_mib: Annotated[
        int, Meta(ge=1, le=1024, description="The largest file that is taken, in MiB.")
    ] = 10
    files_a_day: Annotated[
        int, Meta(ge=1, le=100_000, description="Files that a person may bring within a day.")
    ] = 100
    files_of_person_mib: Annotated[
        int, Meta(ge=1, description="Files of a person that are kept, in MiB, all rooms together.")
    ] = 1024
    files_of_room_mib: Annotated[
        int, Meta(ge=1, description="Files of a room that are kept, in MiB.")
    ] = 10240
    reserve_mib: Annotated[
        int,
        Meta(
            ge=0,
            description="While less than this is free where `data` lies, in MiB, changes are refused (507) and reading goes on. 0: never.",
        ),
    ] = 256
    moderators_by_name: Annotated[
        bool,
        Meta(
            description="Name the moderator who decided in the public record of moderation. False: every one of them is called a moderator."
        ),
    ] = False
    offline_copies: Annotated[
        bool,
        Meta(
            description="Let browsers keep the pages and, for some days, copies of public rooms that were read, to open without a network. False: each takes away what it kept when it next comes."
        ),
    ] = True
    portal_name: Annotated[
        str, Meta(min_length=1, max_length=100, description="What the portal calls itself.")
    ] = "Diễn đàn"
    default_language: Annotated[
        Literal["vi", "en"], Meta(description="The language of those who have not chosen.")
    ] = "vi"

    def __post_init__(self) -> None:
        if not self.origins:
            loopback = (f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}")
            msgspec.structs.force_setattr(self, "origins", loopback)

    @property
    def secure(self) -> bool:
        """Whether people come over HTTPS, so that cookies can be bound to it."""
        return any(origin.startswith("https://") for origin in self.origins)


def read(file: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings of this start; `file` None where there is none. Raises Impossible."""
    chosen = (_of_file(file) if file else {}) | _of_environment(environ)
    hints = get_type_hints(Settings, include_extras=True)
    settings = Settings(**{name: _value(hints[name], *given) for name, given in chosen.items()})
    for origin in settings.origins:
        if why := wrong_origin(origin, insecure_http=settings.insecure_http):
            raise Impossible(f"The setting {chosen['origins'][0]} has {origin!r}, which {why}.")
    for network in settings.trusted_proxies:
        if not is_network(network):
            raise Impossible(
                f"The setting {chosen['trusted_proxies'][0]} has {network!r}, which is not a network such as 10.0.0.0/8."
            )
    if settings.smtp_url:
        if settings.mail_from is None:
            raise Impossible("The setting smtp_url needs mail_from: whom letters come from.")
        if why := wrong_smtp(settings.smtp_url):
            raise Impossible(f"The setting {chosen['smtp_url'][0]} {why}.")
    return settings


def _of_file(file: Path) -> dict[str, tuple[str, Any]]:
    """What the file sets: by field, the name the operator wrote, and the value."""
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Impossible(f"The settings file {file} cannot be read: {error}.") from None
    return {_field(key, key, f"{file}: "): (f"{key} of {file}", content[key]) for key in content}


def _of_environment(environ: Mapping[str, str]) -> dict[str, tuple[str, Any]]:
    chosen: dict[str, tuple[str, Any]] = {}
    names = sorted(environ, key=lambda name: name.startswith(PREFIX))  # ours last: they win
    for name in names:
        ours = name.startswith(PREFIX) and name.removeprefix(PREFIX) not in OF_TOOLS
        if (ours or name in PLAIN) and environ[name]:
            key = name.removeprefix(PREFIX).lower()
            chosen[_field(key, name, "")] = (name, environ[name])
    return chosen


def _field(key: str, written: str, where: str) -> str:
    fields = Settings.__struct_fields__
    if key not in fields:
        near = difflib.get_close_matches(key, fields, n=1)
        meant = f"; is {near[0]} meant?" if near else "."
        raise Impossible(f"{where}There is no setting {written}{meant}")
    return key


def _value(kind: Any, name: str, given: Any) -> Any:
    listed = get_origin(kind.__origin__) is tuple
    if listed and isinstance(given, str):
        given = [part.strip() for part in given.split(",") if part.strip()]
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:  # not with the value, which may hold a password
        raise Impossible(f"The setting {name} is not possible: {error}.") from None
