"""The claims about the search, at a small size: ahead of both peers, and the same with and without diacritics."""

import os

import pytest

from benchmarks import search_speed
from benchmarks.search import APART, opened, short
from benchmarks.search_chart import chart
from benchmarks.search_judged import judge, ndcg, topics


async def test_the_search_answers_better_than_its_peers_and_needs_no_diacritics(
    postgres: str,
) -> None:
    async with opened(postgres, f"dienhong_judged_{os.getpid()}") as (url, store):
        result = await judge(url, store, every=6)
    assert result["questions"] > 50
    figures = result["ndcg"]
    assert figures["ours"]["with"] > 0.7
    assert abs(figures["ours"]["with"] - figures["ours"]["without"]) <= APART
    for peer in ("simple", "trigrams"):
        assert figures["ours"]["with"] > figures[peer]["with"]
        assert figures["ours"]["without"] > figures[peer]["without"] + 0.3
    assert short(result) == []
    assert "nDCG@10" in chart(result)


async def test_many_posts_are_indexed_and_answered(postgres: str) -> None:
    async with opened(postgres, f"dienhong_many_{os.getpid()}") as (url, store):
        writer = search_speed.Writer(1)
        posts, _ = await search_speed.fill(url, store, 300, writer)
        result = await search_speed.measure(store, posts, writer, 20)
    assert result["posts"] == 300
    assert result["answered"] == 20
    assert 0 < result["p50_ms"] <= result["p95_ms"] <= result["slowest_ms"]


def test_there_are_enough_questions_and_each_has_an_answer() -> None:
    of = topics()
    questions = [question for topic in of for question in topic.questions]
    assert len(questions) >= 300
    assert len({question.text for question in questions}) == len(questions)
    for topic in of:
        assert len(topic.posts) >= 5, topic.key
        for question in topic.questions:
            assert 3 in question.grades.values(), question.text
            assert all(1 <= n <= len(topic.posts) for _, n in question.grades), question.text


def test_a_figure_is_the_formula_worked_out_by_hand() -> None:
    grades = {1: 3, 2: 1}
    assert ndcg([1, 2], grades) == 1
    assert ndcg([7, 8], grades) == 0
    assert ndcg([2, 1], grades) == pytest.approx(
        (1 + 7 / 1.584962500721156) / (7 + 1 / 1.584962500721156)
    )
