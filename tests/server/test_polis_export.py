"""What a Polis export must be to be read, and how its rows are checked, sorted and worded before anything is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.positions import Side
from rooms.text import plain
from rooms.text.markdown import render
from server.keys import key_of, new_key
from server.polis.export import BadExport, Export
from server.polis.sorting import in_order
from server.polis.wording import as_markdown
from tests import polis


def broken() -> Iterator[tuple[str, str, str]]:
    """Comments, votes, and what must be said of them."""
    good, votes = polis.COMMENTS, polis.VOTES
    yield (
        good.replace(",0,3,2,1,1,", ",không,3,2,1,1,"),
        votes,
        "comments.csv:3: comment-id 'không'",
    )
    yield (
        good.replace(",0,3,2,1,1,", ",2,3,2,1,1,"),
        votes,
        "comments.csv:3: comment-id '2' stands here",
    )
    yield (
        good.replace("Dữ liệu nghiên cứu phải được mở sau hai năm.", " "),
        votes,
        "comments.csv:3: comment-body",
    )
    yield good.replace("Dữ liệu", "d" * 10_001), votes, "comments.csv:3: comment-body"
    yield (
        good.replace("comment-body", "body"),
        votes,
        "comments.csv:1: there is no column comment-body",
    )
    yield good.replace("Quỹ", "Quỹ\0"), votes, "comments.csv:6: comment-body"
    yield good + '9,x,8,"', votes, "comments.csv:7:"
    yield (
        good,
        votes.replace(",0,3,1\n", ",0,3,2\n"),
        "votes.csv:2: vote '2' is not between -1 and 1",
    )
    yield (
        good,
        votes.replace(",3,12,1", ",33,12,1"),
        "votes.csv:9: comment-id '33' is not in comments.csv",
    )
    yield good, votes.replace(",3,12,1", ",3,12"), "votes.csv:9: 4 fields instead of 5"
    yield good, votes.replace(",3,12,1", ",3,-12,1"), "votes.csv:9: voter-id '-12'"
    yield good, "", "votes.csv:1: there is no column"


@pytest.mark.parametrize(("comments", "votes", "said"), list(broken()))
def test_a_bad_row_is_named_by_file_and_line(
    tmp_path: Path, comments: str, votes: str, said: str
) -> None:
    with pytest.raises(BadExport) as error:
        Export(polis.write(tmp_path / "polis", comments, votes))
    assert said in str(error.value)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    folder = polis.write(tmp_path / "polis")
    (folder / "votes.csv").write_bytes(polis.VOTES.encode()[:-3] + b"\xff\n")
    with pytest.raises(BadExport, match=r"votes\.csv:\d+"):
        Export(folder)
    (folder / "votes.csv").unlink()
    with pytest.raises(BadExport, match=r"votes\.csv"):
        Export(folder)


def test_the_printed_counts_say_which_vote_agrees(tmp_path: Path) -> None:
    turned = "\n".join(
        line[: line.rindex(",") + 1] + str(-int(line[line.rindex(",") + 1 :]))
        if line[:1] == "1"
        else line
        for line in polis.VOTES.splitlines()
    )
    usual = Export(polis.write(tmp_path / "a"))
    other = Export(polis.write(tmp_path / "b", votes=turned))
    assert (usual.agree, other.agree) == (1, -1)
    assert [v.side for v in usual.all_votes()] == [v.side for v in other.all_votes()]
    assert Side.AGREE in {v.side for v in usual.all_votes()}


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 2**53))), st.integers(1, 4))
def test_rows_sorted_on_disk_are_as_sorted_in_memory(
    rows: list[tuple[int, int]], piece: int
) -> None:
    assert list(in_order(rows, piece)) == sorted(rows)


@given(st.text(alphabet="ab1ữ *_#>-+.)(`[]<&;!|~\\\n=:/@", max_size=60))
def test_what_was_typed_is_what_is_shown(typed: str) -> None:
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    assert plain(render(as_markdown(typed))) == "\n".join(line for line in lines if line)


def test_keys_are_the_same_for_the_same_facts_only() -> None:
    assert key_of("a", 1) == key_of("a", 1)
    assert len({key_of("a", 1), key_of("a", "1"), key_of("a1"), key_of("a", 1, "")}) == 4
    assert key_of("a").version == 8
    assert new_key().version == 7
    assert new_key() != new_key()
