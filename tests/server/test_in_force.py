"""Administrators read the settings in force; nobody reads a secret there."""

import msgspec
import pytest

from server.config import Settings
from server.config_vietnamese import WHAT
from server.in_force import in_force, without_secret
from tests.debate import cast
from tests.refusal import refused
from tests.world import World

SECRET = "m%E1%BA%ADt-kh%E1%BA%A9u"


def test_every_setting_is_there_and_no_secret() -> None:
    settings = Settings(
        database_url=f"postgresql://dienhong:{SECRET}@db.invalid:5432/dienhong?password={SECRET}",
        redis_url=f"rediss://:{SECRET}@redis.invalid/0",
        smtp_url=f"smtps://thu:{SECRET}@thu.invalid",
        pool_size=25,
    )
    shown = in_force(settings)
    assert [each.name for each in shown] == list(Settings.__struct_fields__)
    told = msgspec.json.encode(shown).decode()
    assert SECRET not in told
    assert "thu:" not in told
    values = {each.name: each.value for each in shown}
    assert values["database_url"] == '"postgresql://…@db.invalid:5432/dienhong"'
    assert values["redis_url"] == '"rediss://…@redis.invalid/0"'
    assert values["pool_size"] == "25"
    assert [each.usual for each in shown if each.name in {"pool_size", "host"}] == [True, False]
    assert all(each.what and each.what_vi.endswith(".") for each in shown)
    assert set(WHAT) == set(Settings.__struct_fields__)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
        ("postgresql:///dienhong?host=/run/pg&password=x", "postgresql:///dienhong"),
        ("unix://:x@/run/redis.sock?db=1", "unix://…@/run/redis.sock"),
        ("postgresql://a:b@c@d/e", "postgresql://…@d/e"),
    ],
)
def test_an_address_loses_name_password_and_query(url: str, shown: str) -> None:
    assert without_secret(url) == shown


async def test_administrators_read_them_and_nobody_else(world: World) -> None:
    an, binh, *_ = await cast(world)
    http = world.client()
    async with world.appointed(an):
        shown = await an.http.get("/administration/settings")

    assert shown.status_code == 200, shown.text
    assert {each["name"] for each in shown.json()} >= {"origins", "limit_scale", "trusted_proxies"}
    refused(await binh.http.get("/administration/settings"), 403, "administrators-only")
    refused(await http.get("/administration/settings"), 401, "sign-in-first")
