"""Cases of one flood: how they come to wait under one of them."""

from tests.debate import Debate
from tests.moderation.scenes import Json, claim, reported
from tests.world import Someone

ADVERT = {"act": "hide", "reason": "spam", "public_note": "Quảng cáo lặp lại."}


async def flood(debate: Debate, n: int = 3, who: Someone | None = None) -> list[int]:
    """The cases of so many posts of one flood, each reported."""
    posts = [
        await debate.say(who or debate.member, f"Mua ngay kẻo hết, lần {k}!") for k in range(n)
    ]
    return [await reported(debate, debate.observer, "spam", post["id"]) for post in posts]


async def merge(who: Someone, lead: int, *others: int) -> Json:
    """The leading case, once this person holds it and the others are under it."""
    await claim(who, lead)
    case: Json = (await who.do("POST", f"/moderation/cases/{lead}/merges", cases=others))["result"]
    return case


async def line(who: Someone, case_id: int) -> Json:
    case: Json = (await who.get(f"/moderation/cases/{case_id}"))["case"]
    return case
