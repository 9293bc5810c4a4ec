"""A proposal whose amendments are taken, made through the API."""

from typing import NamedTuple

from tests.world import Someone, World

TEXT = (
    "Điều 1. Phạm vi 🏛️\n\nDữ liệu của cơ quan nhà nước được mở.\n\n"
    "Điều 2. Thời hạn\n\nCơ quan trả lời trong 30 ngày.\n\n"
    "Điều 3. Phí\n\nNgười hỏi không phải trả phí.\n"
)
FIFTEEN = TEXT.replace("30 ngày", "15 ngày")
TWENTY = TEXT.replace("30 ngày", "20 ngày").replace("được mở", "được mở miễn phí")
FEES = TEXT.replace("không phải trả phí", "không phải trả bất cứ khoản phí nào")


class Open(NamedTuple):
    """A proposal whose amendments are taken: its id, and the address of its page."""

    id: int
    path: str

    @property
    def amendments(self) -> str:
        """The address of the amendments."""
        return f"{self.path}?view=amendments"


async def opened(site: World, author: Someone, *others: Someone) -> Open:
    """A proposal of this author's, in the stage of amendments, before these others."""
    room = await site.room(author, *others, visibility="public")
    done = await author.do("POST", f"/rooms/{room}/proposals", title="Mở dữ liệu", text=TEXT)
    path = f"/proposals/{done['result']['id']}"
    await author.do("PUT", f"{path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    await author.do("PUT", f"{path}/stage", stage="amendments", reason="")
    return Open(done["result"]["id"], path)


async def proposed(
    who: Someone, proposal: Open, text: str, base: int = 1, body: str = "Vì thế."
) -> int:
    """An amendment that somebody made elsewhere; its id."""
    done = await who.do(
        "POST", f"{proposal.path}/amendments", base=base, text=text, body=body, sure=False
    )
    found: int = done["result"]["id"]
    return found


async def published(author: Someone, proposal: Open, text: str) -> None:
    """A version of the table."""
    base = (await author.get(f"{proposal.path}/draft"))["number"]
    saved = await author.do(
        "PUT", f"{proposal.path}/draft", title="Mở dữ liệu", text=text, base=base
    )
    draft = saved["result"]["number"]
    await author.do("POST", f"{proposal.path}/versions", draft=draft, note="Theo góp ý.")
