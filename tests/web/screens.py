"""Every screen of the application with something on it: what it is called, where it stands, and who looks.

For the tests that go over all of them, and for the contact sheet. `ROUTES` are the names of web/src/router.ts;
a test holds that each of them is shown.
"""

import re
from pathlib import Path
from typing import NamedTuple

from playwright.async_api import Page, expect

from tests.debate import Debate, gather
from tests.rooms.proposals.disputing import disputed
from tests.rooms.proposals.tabling import opened
from tests.rooms.voting.polling import voting
from tests.web.affair import begun
from tests.web.amending import FIFTEEN, TEXT
from tests.world import Someone, World

ROUTER = Path(__file__).parents[2] / "web" / "src" / "router.ts"
ROUTES = frozenset(re.findall(r"(?:': '|name: ')([a-z-]+)'", ROUTER.read_text("utf-8")))
READY = """() => !document.querySelector('main [aria-busy=true], main .pulse')
  && [...document.querySelectorAll('h1')].some((each) => each.checkVisibility())"""


class Screen(NamedTuple):
    """A screen: the name of its route and of what of it is shown, its address, and who looks (None: nobody signed in)."""

    route: str
    name: str
    path: str
    who: Someone | None


class Gallery(NamedTuple):
    """The screens, and those who can be asked to look at them."""

    screens: list[Screen]
    debate: Debate


async def ready(page: Page) -> None:
    """Wait until what the screen shows has come: words, and the letters they are set in."""
    await expect(page.get_by_role("heading", level=1).first).to_be_visible()
    await page.wait_for_function(READY)
    await page.evaluate("() => document.fonts.ready.then(() => true)")


async def hung(site: World, administrator: Someone) -> Gallery:
    """All screens with something on each, made through the public API."""
    debate = await gather(site, visibility="public")
    await _said(debate)
    screens = [
        *_of_nobody(),
        *_of_oneself(debate.member),
        *await _of_the_room(debate),
        *await _of_proposals(debate),
        *await _of_moderation(site),
        *_of_the_portal(administrator),
    ]
    return Gallery(screens, debate)


async def _said(debate: Debate) -> None:
    words = (
        ("support", "Cơ chế thí điểm đã giúp ba tỉnh mở **1.200** bộ dữ liệu trong một năm."),
        ("critique", "Chưa rõ ai chịu trách nhiệm khi dữ liệu sai. [@Bình](#m4)"),
        ("evidence", "Theo Nghị quyết 57-NQ/TW, dữ liệu là tư liệu sản xuất.\n\n> dữ liệu là tư liệu sản xuất"),
        ("question", "Thời hạn trả lời 30 ngày tính từ ngày nào? [@Bình](#m4)"),
        ("solution", "- Một đầu mối\n- Một thời hạn\n- Một chỗ khiếu nại"),
    )  # fmt: skip
    for n, (kind, body) in enumerate(words):
        parent = debate.post_id if n % 2 else None
        told = {"body": body, "kind": kind, "parent_id": parent}
        done = await debate.owner.do("POST", f"{debate.thread}/posts", **told)
        for reaction in ("thanks", "source")[: n % 3]:
            path = f"/posts/{done['result']['id']}/reaction"
            await debate.member.do("PUT", path, reaction=reaction)


def _of_nobody() -> list[Screen]:
    return [
        Screen("sign-in", "sign-in", "/sign-in", None),
        Screen("sign-up", "sign-up", "/sign-up", None),
        Screen("forgot", "forgot", "/forgot", None),
        Screen("reset", "reset", "/reset#abc", None),
        Screen("missing", "missing", "/khong-co", None),
    ]


def _of_oneself(who: Someone) -> list[Screen]:
    return [
        Screen("me", "me", "/me", who),
        Screen("security", "security", "/me/security", who),
        Screen("telling", "telling", "/me/notices", who),
        Screen("inbox", "inbox", "/inbox", who),
        Screen("inbox", "asked", "/inbox?asked", who),
        Screen("join", "join", "/join#khong-co", who),
    ]


async def _of_the_room(debate: Debate) -> list[Screen]:
    room, who = f"/r/{debate.room_id}", debate.member
    return [
        Screen("rooms", "rooms", "/", who),
        Screen("room", "room", room, who),
        Screen("room", "room-read", room, None),
        Screen("thread", "thread", f"{room}/t/{debate.thread_id}", who),
        Screen("thread", "thread-read", f"{room}/t/{debate.thread_id}", None),
        Screen("thread", "thread-questions", f"{room}/t/{debate.thread_id}?view=question", who),
        Screen(
            "thread", "thread-branch", f"{room}/t/{debate.thread_id}?branch={debate.post_id}", who
        ),
        Screen("thread", "thread-sides", f"{room}/t/{debate.thread_id}?view=sides", who),
        Screen("thread", "thread-sources", f"{room}/t/{debate.thread_id}?view=sources", who),
        Screen("post", "post", f"{room}/p/{debate.post_id}", who),
        Screen("search", "search", "/search?q=thi+diem", who),
    ]


async def _of_proposals(debate: Debate) -> list[Screen]:
    table = await opened(debate, debate.member)
    await table.stage(debate.owner, "amendments")
    await table.publish(TEXT, "Thêm điều khoản về phí.")
    told = {"base": 2, "text": FIFTEEN, "body": "Để người dân đỡ chờ.", "sure": False}
    made = await debate.owner.do("POST", f"{table.path}/amendments", **told)
    dispute = await disputed(table)
    await dispute.say(debate.owner, "critique", "Chưa đủ nguồn lực để làm.")
    await dispute.say(debate.moderator, "support", "Ba tỉnh đã làm được.")
    vote = await voting(debate, secret=True)
    views = ("text", "comments", "changes", "amendments", "arguments", "course", "table")
    return [
        Screen("proposals", "proposals", f"/r/{debate.room_id}/proposals", debate.member),
        Screen("proposals", "polls", f"/r/{debate.room_id}/proposals?thread={debate.thread_id}", debate.member),
        *(Screen("proposals", f"proposal-{view}", f"{table.path}?view={view}", debate.member) for view in views),
        Screen("proposals", "amendment", f"{table.path}?view=amendments&amendment={made['result']['id']}", debate.member),
        Screen("proposals", "vote", f"{vote.table.path}?view=vote", debate.member),
    ]  # fmt: skip


async def _of_moderation(site: World) -> list[Screen]:
    affair = await begun(site, "public")
    case = await affair.reported()
    other = await begun(site, "public")
    act = await other.hidden()
    return [
        Screen("moderation", "queue", "/moderation", affair.lan),
        Screen("moderation", "case", f"/moderation/{case}", affair.lan),
        Screen("moderation", "policy", "/moderation?view=policy", affair.lan),
        Screen("decision", "decision", f"/decisions/{act}", other.author),
    ]


def _of_the_portal(administrator: Someone) -> list[Screen]:
    addresses = {
        "record": "record",
        "rights": "rights",
        "in-force": "settings",
        "rules": "rules",
    }
    return [
        Screen("administrator", "administrator", "/administrator", administrator),
        Screen("administrator", "procedures", "/administrator/procedures", administrator),
        *(
            Screen(route, route, f"/administrator/{part}", administrator)
            for route, part in addresses.items()
        ),
    ]
