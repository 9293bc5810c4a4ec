"""The screen: pure rules that say what they saw."""

import pytest

from moderation.screening import MOST_LINKS, screen
from rooms.screening import Words


def post(links: int) -> Words:
    html = "".join(
        f'<a href="https://vidu.example/{n}" rel="nofollow">x</a> ' for n in range(links)
    )
    return Words("post", "x", html)


@pytest.mark.parametrize("links", [0, 1, MOST_LINKS])
def test_an_argument_may_have_sources(links: int) -> None:
    assert screen(post(links)) == []


def test_a_list_of_addresses_is_refused_and_says_how_many_are_taken() -> None:
    (finding,) = screen(post(MOST_LINKS + 1))
    assert (finding.rule, finding.action) == ("too-many-links", "refuse")
    assert finding.facts == {"most": MOST_LINKS}


def test_mentions_and_quotations_are_no_links() -> None:
    html = '<a href="#m1">@Hoa</a><a href="#p1">Hoa</a><a href="/r/1">phòng</a>' * (MOST_LINKS + 1)
    assert screen(Words("post", "x", html)) == []


@pytest.mark.parametrize("place", ["title", "description", "name"])
def test_plain_text_passes(place: str) -> None:
    assert screen(Words(place, "https://vidu.example " * 50)) == []  # type: ignore[arg-type]
