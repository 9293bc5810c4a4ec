"""Who comes to the desk of moderation in more than one file."""

import pytest

from tests.world import Someone, World


@pytest.fixture
async def asker(world: World) -> Someone:
    """Somebody who asks about their own data."""
    (someone,) = await world.people("Bùi Thị Xuân")
    return someone
