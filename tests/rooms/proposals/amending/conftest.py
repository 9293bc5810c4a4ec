import pytest

from tests.debate import Debate
from tests.rooms.proposals.tabling import Table, opened


@pytest.fixture
async def amended(debate: Debate) -> Table:
    """A proposal in the stage of amendments, drafted by the member."""
    table = await opened(debate, debate.member)
    await table.stage(debate.owner, "amendments")
    return table
