"""The list of amendments says of each what it is about: the article, and the first words that go and come."""

from tests import moderated
from tests.debate import Debate
from tests.rooms.proposals.amending.amended import FREE, SOONER, Json, amend
from tests.rooms.proposals.tabling import TEXT, Table


async def listed(amended: Table, who: Debate) -> list[Json]:
    """What the list shows of each."""
    found: list[Json] = (await who.observer.get(f"{amended.path}/amendments"))["glimpses"]
    return [{name: each[name] for name in ("heading", "dropped", "added")} for each in found]


async def test_each_line_says_which_article_and_the_first_words(
    amended: Table, debate: Debate
) -> None:
    one = await amend(amended, debate.moderator, SOONER)
    await amend(amended, debate.owner, FREE)
    second = {
        "heading": "Điều 1. Dữ liệu của cơ quan nhà nước được mở.",
        "dropped": "",
        "added": ", miễn phí",
    }
    first = {"heading": "Điều 2. Cơ quan trả lời trong 30 ngày.", "dropped": "30", "added": "20"}
    assert await listed(amended, debate) == [second, first]

    long = TEXT.replace("30", "ba" * 50)
    revising = {"base": 1, "revision": 1, "text": long}
    await debate.moderator.do("POST", f"/amendments/{one['id']}/revisions", **revising)
    begins = (await listed(amended, debate))[1]
    assert (len(begins["added"]), begins["added"][-1]) == (61, "…")

    await moderated.hide(debate.world.app.state.store, one["post_id"])
    assert await listed(amended, debate) == [second, dict.fromkeys(first, "")]
