"""Redis and the mail server, where the settings name them."""

from urllib.parse import urlsplit

import aiosmtplib

from server.checking.finding import Finding, bad, ok, warn
from server.config import Settings
from server.live import probe
from server.mail.office import UNREACHABLE, line_to

OLDEST_REDIS = 6
MAIL_S = 4.0


async def redis(settings: Settings) -> list[Finding]:
    """The bus between processes."""
    if settings.redis_url is None:
        return [ok("redis", "not set: there is one process only")]
    host = _place(settings.redis_url)
    try:
        version = await probe.version(settings.redis_url)
    except probe.Unreachable as error:
        return [
            bad(
                "redis",
                f"{host} does not answer: {error}",
                "Start it, or mend REDIS_URL; till then news are slower.",
            )
        ]
    if int(version.partition(".")[0]) < OLDEST_REDIS:
        return [
            bad(
                "redis",
                f"{host} is version {version}",
                f"Redis {OLDEST_REDIS} or newer, or Valkey.",
            )
        ]
    return [ok("redis", f"{host}, version {version}")]


async def mail(settings: Settings) -> list[Finding]:
    """The mail server, greeted and signed in to; no letter is sent."""
    if settings.smtp_url is None:
        return [
            warn(
                "mail",
                "not set: letters are kept and nobody gets one",
                "Set smtp_url and mail_from.",
            )
        ]
    host = _place(settings.smtp_url)
    line = line_to(settings.smtp_url, MAIL_S)
    try:
        await line.connect()
        await line.ehlo()
        await line.quit()
    except aiosmtplib.SMTPAuthenticationError as error:
        return [
            bad(
                "mail",
                f"{host} refuses the password ({error.code})",
                "Mend user and password of smtp_url.",
            )
        ]
    except UNREACHABLE as error:
        return [
            bad(
                "mail",
                f"{host} cannot be reached: {type(error).__name__}",
                "Mend smtp_url, or ask whoever runs it.",
            )
        ]
    finally:
        line.close()
    if settings.mail_from is None:
        return [bad("mail", f"{host} answers, and nobody is said to write", "Set mail_from.")]
    return [ok("mail", f"{host}, from {settings.mail_from}")]


def _place(url: str) -> str:
    """Where it is, without user and password."""
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2] or parts.path
