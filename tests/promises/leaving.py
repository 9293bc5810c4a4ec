"""Somebody who leaves a word of its own in every place where a person can leave one, and where such words are looked for."""

import base64
from pathlib import Path
from typing import Any

import asyncpg
from pycrdt import Doc, Text

from tests.bringing import brought, intake
from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.scenes import decided
from tests.rooms.proposals.amending.amended import LATER, SOONER, amend, take_in
from tests.rooms.proposals.tabling import TEXT, opened
from tests.rooms.test_search import word
from tests.world import Someone, World, new_key

Json = dict[str, Any]
LIST = {"name": "thô tục", "entries": [{"words": "đồ ngốc"}], "reason": "insult", "action": "hold"}


class Leaving:
    """The member of a debate, and the words they left: by the place. `name` is theirs from now on."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        self.words: dict[str, str] = {"e-mail": debate.member.email.partition("@")[0]}
        self.name = f"Phạm {self.word('name')}"
        self.number = debate.number(debate.member)
        self.posts: list[int] = []
        self.decided: list[str] = []  # where it is shown what became of amendments
        self.others: list[int] = []  # posts of others that name or quote them

    def word(self, place: str) -> str:
        """The word of this place."""
        return self.words.setdefault(place, word())

    async def everywhere(self) -> None:
        """Leave them all."""
        await self._of_oneself()
        await self._earlier_name()
        await self._posts()
        await self._others()
        await self._draft()
        await self._amendment()
        await self._ends()
        await self._to_moderators()

    async def _of_oneself(self) -> None:
        member, debate = self.debate.member, self.debate
        profile = {"constituency": "expert", "language": "vi"}
        for name, place in ((f"Phạm {self.word('earlier name')}", "earlier organisation"), (self.name, "organisation")):  # fmt: skip
            await member.do("PUT", "/me", name=name, organisation=self.word(place), **profile)
        letter = {"email": member.email, "role": "member"}
        invited_to = await debate.world.room(debate.owner)
        await debate.owner.do("POST", f"/rooms/{invited_to}/invitations", **letter)
        await debate.owner.do("POST", f"/rooms/{invited_to}/members", **letter)
        await debate.owner.do("PUT", f"/rooms/{invited_to}/members/2/removal", reason="Nhầm phòng")
        await member.ask("POST", "/password-resets", email=member.email)
        await member.http.post("/search", json={"q": self.word("search")})
        for kind in ("correction", "export"):
            await member.do("POST", "/me/data-requests", kind=kind, words=self.word(f"{kind} asked"))  # fmt: skip

    async def _earlier_name(self) -> None:
        """One that moderation keeps, since it was reported and hidden."""
        debate = self.debate
        (moderator,) = await moderators(debate.world, "Trịnh Thị Giữ")
        profile = {"constituency": "expert", "language": "vi"}
        name, of = f"Phạm {self.word('hidden name')}", self.word("hidden organisation")
        await debate.member.do("PUT", "/me", name=name, organisation=of, **profile)
        way = f"{debate.room}/members/{self.number}"
        await debate.owner.do("POST", f"{way}/reports", reason="insult", words="Xem giúp.")
        async with debate.world.sql() as conn:
            query = "select max(id) from moderation_case where target = 'name' and person_id = $1"
            case_id = await conn.fetchval(query, debate.member.id)
        await decided(moderator, case_id, act="hide", reason="insult")
        await debate.member.do("PUT", "/me", name=self.name, organisation=self.word("organisation"), **profile)  # fmt: skip

    async def _posts(self) -> None:
        member, debate = self.debate.member, self.debate
        file = await brought(member, debate.room_id, self.word("file").encode(), f"{self.word('file name')}.txt")  # fmt: skip
        await brought(member, debate.room_id, self.word("waiting file").encode(), "chờ.txt")
        post = await debate.say(
            member,
            f"Tôi nói {self.word('post')} với [@Lan](#m1)",
            files=[{"id": file["id"], "alt": self.word("alt")}],
        )
        edited = await debate.say(member, f"Ban đầu {self.word('before the edit')}")
        await member.do("PUT", f"/posts/{edited['id']}", body=self.word("edit"), kind="opinion", version=1)  # fmt: skip
        taken = await debate.say(member, self.word("taken back"))
        await member.do("PUT", f"/posts/{taken['id']}/retraction", reason=self.word("reason"))
        hidden = await debate.say(member, self.word("hidden"))
        unsent = {"key": new_key(), "body": self.word("not sent")}
        assert (await member.http.put(f"{debate.thread}/unsent", json=unsent)).is_success
        self.posts = [post["id"], edited["id"], taken["id"], hidden["id"]]

    async def _draft(self) -> None:
        """A proposal that nobody else has seen."""
        member, room = self.debate.member, self.debate.room
        first = {"title": f"Mở {self.word('draft title')}", "text": self.word("draft")}
        begun = (await member.do("POST", f"{room}/proposals", **first))["result"]
        later = {"title": "Mở", "text": self.word("later draft"), "base": 1}
        await member.do("PUT", f"/proposals/{begun['id']}/draft", **later)
        typed: Doc[Any] = Doc()
        typed.get("text", type=Text).insert(0, self.word("typed"))
        edit = base64.b64encode(typed.get_update()).decode()
        answer = await member.http.post(
            f"/proposals/{begun['id']}/draft/edits", json={"change": edit}
        )
        assert answer.status_code == 200

    async def _amendment(self) -> None:
        """One that was put otherwise and did not go into a version."""
        table = await opened(self.debate, self.debate.owner)
        await table.stage(self.debate.owner, "amendments")
        wanted = TEXT.replace("được mở", f"được {self.word('amendment')} mở")
        said = {"base": 1, "text": wanted, "body": f"Vì {self.word('reasons of an amendment')}."}
        member = self.debate.member
        line = (await member.do("POST", f"{table.path}/amendments", **said))["result"]
        later = TEXT.replace("30 ngày", self.word("later amendment"))
        path = f"/amendments/{line['id']}/revisions"
        await member.do("POST", path, base=1, revision=1, text=later)
        why = self.word("why an amendment was withdrawn")
        await member.do("PUT", f"/amendments/{line['id']}/withdrawal", reason=why)

    async def _ends(self) -> None:
        """Of amendments of others, which they decided about: why."""
        owner, member = self.debate.owner, self.debate.member
        table = await opened(self.debate, member)
        await table.stage(owner, "amendments")
        lines = [await amend(table, owner, text) for text in (SOONER, LATER)]
        path, why = f"/amendments/{lines[0]['id']}/rejection", self.word("why it was rejected")
        await member.do("PUT", path, revision=1, reason=why)
        taken = {
            "amendment": lines[1]["id"],
            "revision": 1,
            "reason": self.word("why it was taken"),
        }
        await take_in(table, take=[taken])
        self.decided = [table.path, *(f"/amendments/{line['id']}" for line in lines)]

    async def _others(self) -> None:
        debate, owner = self.debate, self.debate.owner
        at = f"[@{self.name}](#m{self.number})"
        quote = f"> [{self.name}](#p{self.posts[0]}): {self.word('post')}\n\n"
        mention = await debate.say(owner, f"Xin hỏi {at}")
        quoting = await debate.say(debate.facilitator, f"{quote}Tôi đồng ý.")
        once = await debate.say(owner, f"{quote}Và hỏi {at}")
        await owner.do("PUT", f"/posts/{once['id']}", body="Thôi.", kind="opinion", version=1)
        await debate.member.do("PUT", f"/posts/{mention['id']}/position", position="agree")
        await debate.member.do("PUT", f"/posts/{mention['id']}/reaction", reaction="thanks")
        self.others = [mention["id"], quoting["id"], once["id"]]

    async def _to_moderators(self) -> None:
        debate, (moderator,) = self.debate, await moderators(self.debate.world, "Trịnh Thị Duyệt")
        post, words = self.others[0], self.word("report")
        await debate.member.do("POST", f"/posts/{post}/reports", reason="spam", words=words)
        act = {"act": "hide", "reason": "insult", "public_note": "", "private_note": ""}
        await moderator.do("POST", f"/posts/{self.posts[3]}/acts", **act)
        opened = await debate.member.do(
            "POST", f"{debate.room}/threads", title=f"Hỏi {self.word('hidden title')}", body="Tôi hỏi.", kind="question"
        )  # fmt: skip
        thread = opened["result"]["thread"]["id"]
        await moderator.do("POST", f"/threads/{thread}/acts", **act)
        async with debate.world.sql() as conn:
            act_id = await conn.fetchval("select max(id) from moderation_act")
        asked = f"/moderation/acts/{act_id}/review"
        await debate.member.do("POST", asked, words=self.word("review"))
        await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": [LIST]})
        held = await debate.say(debate.member, f"Anh là đồ ngốc {self.word('held')}")
        assert held["held"]
        title = {"title": f"Đồ ngốc {self.word('held title')}", "body": "Tôi hỏi.", "kind": "question"}  # fmt: skip
        assert (await debate.member.do("POST", f"{debate.room}/threads", **title))["result"]["held"]


async def in_database(world: World, words: dict[str, str]) -> set[str]:
    """The places whose words stand in any column of any table, each with its table."""
    found = set[str]()
    async with world.sql() as conn:
        tables = await conn.fetch(
            "select quote_ident(table_name) as name from information_schema.tables"
            " where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        for table in tables:
            rows = await _rows(conn, table["name"])
            for place, said in words.items():
                if said in rows or said.encode().hex() in rows:
                    found.add(f"{place} in {table['name']}")
    return found


async def _rows(conn: "asyncpg.Connection[asyncpg.Record]", table: str) -> str:
    return "\n".join([row["t"] for row in await conn.fetch(f"select t::text as t from {table} t")])


def in_files(world: World, words: dict[str, str]) -> set[str]:
    """The places whose words stand in what is kept of files, or beside it in the data folder."""
    root: Path = intake(world).folder._root.parent
    kept = [each.read_bytes() for each in root.rglob("*") if each.is_file()]
    return {place for place, said in words.items() if any(said.encode() in each for each in kept)}


async def in_search(who: Someone, words: dict[str, str]) -> set[str]:
    """The places whose words this person finds something by."""
    found = set[str]()
    for place, said in words.items():
        answer = await who.http.post("/search", json={"q": said})
        if answer.json()["hits"]:
            found.add(place)
    return found
