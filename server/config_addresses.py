"""What addresses among the settings may be. Pure: each answers with the end of a sentence that says why one may not."""

from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit


def wrong_origin(origin: str, *, insecure_http: bool) -> str | None:
    """Why browsers would never send this origin, or it should not be served; None where it is right."""
    parts = urlsplit(origin)
    try:
        exact = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        exact = False
    if not exact or origin != f"{parts.scheme}://{parts.netloc}" or {"*", "@"} & set(origin):
        return "is not an exact origin such as https://forum.example"
    if origin != origin.lower() or origin.endswith((":80", ":443")):
        return "is not written as browsers write it: lower case, without the usual port"
    if parts.scheme == "http" and not insecure_http and not _loopback(parts.hostname or ""):
        return "is plain http beyond this machine; use https, or set insecure_http"
    return None


def is_network(written: str) -> bool:
    """Whether this is a network such as 10.0.0.0/8."""
    try:
        ip_network(written)
    except ValueError:
        return False
    return True


def wrong_smtp(url: str) -> str | None:
    """Why this mail server cannot be, without its password; None where it can."""
    parts = urlsplit(url)
    try:
        named = parts.hostname and parts.port != 0
    except ValueError:
        named = False
    if not named:
        return "names no host, or a port that is none"
    if parts.password and parts.scheme == "smtp" and not _loopback(parts.hostname or ""):
        return "would send its password for everybody to read; use starttls:// or smtps://"
    return None


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
