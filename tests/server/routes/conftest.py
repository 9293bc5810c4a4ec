"""One debate for all tests that change nothing that another one looks at."""

import pytest

from tests.debate import Debate, gather
from tests.world import Someone, World


@pytest.fixture(scope="module")
async def talk(world: World, people: list[Someone]) -> Debate:
    """A debate that the tests of one module share."""
    return await gather(world, people)
