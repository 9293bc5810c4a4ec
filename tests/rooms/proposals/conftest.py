import pytest

from tests.debate import Debate
from tests.rooms.proposals.disputing import Dispute, disputed
from tests.rooms.proposals.tabling import Table, begun, opened


@pytest.fixture
async def table(debate: Debate) -> Table:
    """A proposal that the member drafts alone, and nobody else knows of."""
    return await begun(debate, debate.member)


@pytest.fixture
async def proposal(debate: Debate) -> Table:
    """One that stands before the room of the debate, in its discussion, drafted by the member."""
    return await opened(debate, debate.member)


@pytest.fixture
async def dispute(proposal: Table) -> Dispute:
    """The discussion of a proposal that stands before its room."""
    return await disputed(proposal)
