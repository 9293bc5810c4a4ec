"""Settings (stand-in until the real file lands)."""

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    database_url: str | None = None
    redis_url: str | None = None
    origins: tuple[str, ...] = ("http://127.0.0.1:8000",)
    host: str = "127.0.0.1"
    port: int = 8000
    data: str = "var"
    insecure_http: bool = False
    demonstration: bool = False
    pool_size: int = 10
    portal_name: str = "Diễn đàn"
    default_language: str = "vi"

    @property
    def secure(self) -> bool:
        return False
