"""The arithmetic of the ranking, by itself."""

import math

from hypothesis import given
from hypothesis import strategies as st

from rooms.ranking import K1, LOOKED_AT, WORK, B, idf, leading, score, within
from rooms.search import MOST, MOST_WORDS
from rooms.text import LONGEST_BODY
from rooms.text.tokens import needle, said, spaced

COUNT = st.integers(0, 10_000)


def passage(text: str) -> tuple[str, int]:
    of = said(text).terms
    return spaced(of), len(of)


def test_a_score_is_the_formula_worked_out_by_hand() -> None:
    folded, length = passage("thuế và thuế")
    weight = idf(3, 10)
    assert weight == math.log(1 + 7.5 / 3.5)
    expected = weight * 2 * (K1 + 1) / (2 + K1 * (1 - B + B * 3 / 6))
    assert math.isclose(score(folded, length, [(" thue ", weight)], 6), expected)


@given(COUNT, COUNT, COUNT)
def test_a_rarer_word_weighs_more_and_none_less_than_nothing(a: int, b: int, passages: int) -> None:
    rarer, commoner = sorted((a, b))
    assert idf(rarer, passages) >= idf(commoner, passages) > 0


@given(st.integers(1, 30), st.integers(1, 200))
def test_more_of_a_word_never_weighs_less_and_has_a_limit(often: int, length: int) -> None:
    one = score(" thue " * often, length, [(" thue ", 1.0)], 50)
    more = score(" thue " * (often + 1), length, [(" thue ", 1.0)], 50)
    assert one < more < K1 + 1


def test_neighbours_outweigh_the_same_words_apart() -> None:
    weights = [(needle(term), 1.0) for term in ("khoan", "chi", "khoan chi")]
    together, apart = passage("khoán chi cho nhóm"), passage("chi cho nhóm khoán")
    assert score(*together, weights, 4) > score(*apart, weights, 4)


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.floats(0, 1), min_size=1, max_size=9)
)
def test_the_rarest_terms_lead_and_bring_no_more_than_one_search_may_walk(
    shares: dict[str, float],
) -> None:
    passages = 100_000.0
    lead = leading(list(shares), shares, passages)
    rarest = min(shares.values())
    if lead.walk:
        assert [shares[term] for term in lead.terms] == [rarest]
        assert rarest * passages > LOOKED_AT
    else:
        assert sum(shares[term] for term in lead.terms) * passages <= LOOKED_AT
        assert all(shares[term] >= shares[lead.terms[-1]] for term in set(shares) - set(lead.terms))


@given(st.integers(1, MOST), st.integers(1, 2 * MOST_WORDS - 1))
def test_one_search_looks_through_so_much_and_a_short_one_through_everything(
    passages: int, terms: int
) -> None:
    most = within(passages, terms)
    assert most * passages * terms <= WORK
    assert most > 2_000
    assert terms > 5 or most > 2 * LONGEST_BODY
