"""Who comes to the desk of moderation in more than one file."""

import pytest

from tests import desk
from tests.world import Someone, World


@pytest.fixture
async def asker(world: World) -> Someone:
    """Somebody who asks about their own data."""
    (someone,) = await world.people("Bùi Thị Xuân")
    return someone


@pytest.fixture
async def moderators(world: World) -> list[Someone]:
    """Two people who moderate."""
    return await desk.moderators(world, "Trịnh Thị Duyệt", "Đào Văn Xét")
