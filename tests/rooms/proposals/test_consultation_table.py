"""The table of a consultation: each comment with what came of it, as a page and as a file."""

import csv
import io

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.commented import WORDS, answered, commented, consulted
from tests.rooms.proposals.tabling import Table
from web.documents import consultation as document


async def lines(table: Table, query: str = "") -> list[list[str]]:
    answer = await table.author.http.get(f"{table.path}/consultations/1/table.csv{query}")
    assert answer.is_success, answer.text
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf"), "a spreadsheet knows that it is UTF-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_the_table_has_each_comment_and_what_came_of_it(
    proposal: Table, debate: Debate
) -> None:
    await consulted(proposal)
    second = await commented(proposal, debate.moderator, body="=SUM(A1) là 20 ngày.")
    first = await commented(proposal, debate.owner, None, place=1, body="Nêu rõ cơ quan nào.")
    await commented(proposal, debate.facilitator, body="@ai cũng hiểu.")
    await answered(proposal, debate.member, second["id"], reason="-Đã sửa thành 20 ngày.")
    await answered(proposal, debate.member, first["id"], kind="partly", reason="Nêu ở phụ lục.")
    head, *rows = await lines(proposal)
    assert head[:5] == ["STT", "Bản", "Điều, khoản", "Đoạn được góp ý", "Ý kiến góp ý"]
    assert [row[0] for row in rows] == ["1", "2", "3"], "in the order of the text"
    assert rows[0][2:5] == [
        "Điều 1. Dữ liệu của cơ quan nhà nước được mở.",
        "",
        "Nêu rõ cơ quan nào.",
    ]
    assert rows[0][7:9] == ["Tiếp thu một phần", "Nêu ở phụ lục."]
    assert (rows[1][3], rows[1][4]) == (WORDS, "'=SUM(A1) là 20 ngày.")
    assert rows[1][8] == "'-Đã sửa thành 20 ngày."
    assert (rows[2][4], rows[2][7]) == ("'@ai cũng hiểu.", "Chưa trả lời")
    page = (await debate.observer.http.get(f"{proposal.path}/consultations/1/table")).text
    for words in (
        "Bảng tổng hợp, tiếp thu, giải trình ý kiến",
        "Tiếp thu một phần",
        "Nêu ở phụ lục.",
        WORDS,
    ):
        assert words in page
    assert "Trước khi lấy ý kiến" not in page
    english = await debate.observer.http.get(f"{proposal.path}/consultations/1/table?lang=en")
    assert "Table of comments and answers" in english.text
    assert (await lines(proposal, "?lang=en"))[0][0] == "No."


async def test_what_is_taken_back_keeps_its_row_and_no_word(
    proposal: Table, debate: Debate
) -> None:
    await consulted(proposal)
    post = await commented(proposal, debate.moderator, body="Nên là hai mươi.")
    await answered(proposal, debate.member, post["id"], reason="Đồng ý hai mươi.")
    await debate.moderator.do("PUT", f"/posts/{post['id']}/retraction")
    page = (await debate.observer.http.get(f"{proposal.path}/consultations/1/table")).text
    assert "hai mươi" not in page
    assert "Người góp ý đã rút lại." in page
    (_, row) = await lines(proposal)
    assert "hai mươi" not in " ".join(row)


async def test_a_long_table_stands_on_pages_and_in_parts(
    proposal: Table, debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    await consulted(proposal)
    for n in range(5):
        await commented(proposal, debate.moderator, body=f"Ý kiến {n}.")
    monkeypatch.setattr(document, "ROWS", 2)
    monkeypatch.setattr(document, "LINES", 3)
    path = f"{proposal.path}/consultations/1/table"
    last = (await debate.member.http.get(f"{path}?page=3")).text
    assert "Ý kiến 4." in last
    assert "Ý kiến 3." not in last
    assert "phần 2 trên 2" in last
    answer = await debate.member.http.get(f"{path}.csv")
    assert answer.headers["link"] == f'<{path}.csv?page=2>; rel="next"'
    assert [row[0] for row in await lines(proposal, "?page=2")] == ["STT", "4", "5"]


async def test_strangers_have_no_table(proposal: Table, debate: Debate) -> None:
    await consulted(proposal)
    path = f"{proposal.path}/consultations"
    refused(await debate.outsider.http.get(f"{path}/1/table.csv"), 404, "no-proposal")
    assert (await debate.outsider.http.get(f"{path}/1/table")).status_code == 404
    refused(await debate.member.http.get(f"{path}/9/table.csv"), 404, "no-consultation")
