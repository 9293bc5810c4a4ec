"""Rules, words and circumstances as Hypothesis draws them."""

from hypothesis import settings
from hypothesis import strategies as st

from moderation.reasons import Reason
from moderation.rules import (
    ACTIONS,
    Beforehand,
    Circumstances,
    Lengths,
    Links,
    Machine,
    Newcomers,
    QuietHours,
    Rates,
    Rules,
    Suggestion,
    WordList,
)
from moderation.wordlist import Entry, Way
from rooms.roles import Role
from rooms.screening import Words

CALM = settings(deadline=None, max_examples=50)  # a busy machine is no failure
CLOCKS = st.builds(
    lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59)
)
ACTION = st.sampled_from(ACTIONS)
SUGGESTED = st.sampled_from(ACTIONS[:-1])
SMALL = st.integers(1, 12)
MAYBE = st.none() | SMALL
LABELS = st.sampled_from(["độc hại", "quảng cáo"])
ENTRIES = st.builds(
    Entry, st.sampled_from(["đồ ngu", "ngu", "lừa đảo", "cá độ", "a"]), st.booleans()
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from(
        [
            "đồ ngu",
            "do ngu",
            "n.g.u",
            "lừa",
            "đảo",
            "https://vidu.example/x",
            "và",
            "của",
            "\n\n",
            "пgυ",
            "a",
        ]
    )
).map(" ".join)


def lists(name: str) -> st.SearchStrategy[WordList]:
    return st.builds(
        WordList,
        name=st.just(name),
        entries=st.lists(ENTRIES, min_size=1, max_size=3).map(tuple),
        action=ACTION,
        reason=st.sampled_from(Reason),
        ways=st.sets(st.sampled_from(Way), min_size=1).map(lambda ways: tuple(sorted(ways))),
    )


RULES = st.builds(
    Rules,
    lists=st.just(()) | st.tuples(lists("một")) | st.tuples(lists("một"), lists("hai")),
    links=st.none()
    | st.builds(
        Links,
        action=ACTION,
        most=st.integers(0, 2),
        allowed=st.sampled_from([(), ("vidu.example",)]),
    ),
    newcomers=st.none() | st.builds(Newcomers, action=ACTION, posts=SMALL, days=MAYBE),
    beforehand=st.none()
    | st.builds(Beforehand, action=ACTION, below=st.none() | st.sampled_from(Role)),
    rates=st.none() | st.builds(Rates, action=ACTION, minute=MAYBE, hour=SMALL),
    lengths=st.none() | st.builds(Lengths, action=ACTION, least=MAYBE, most=st.integers(12, 30)),
    quiet=st.none()
    | st.builds(
        QuietHours, start=st.just("22:00"), end=st.sampled_from(["06:00", "23:00"]), action=ACTION
    ),
    machine=st.just(())
    | st.tuples(st.builds(Machine, label=LABELS, least=st.integers(1, 100), action=SUGGESTED)),
)
CIRCUMSTANCES = st.builds(
    Circumstances,
    role=st.none() | st.sampled_from(Role),
    account_age_days=st.integers(0, 15),
    approved_posts=st.integers(0, 15),
    posts_last_minute=st.integers(0, 15),
    posts_last_hour=st.integers(0, 15),
    time=CLOCKS,
    suggestions=st.lists(
        st.builds(Suggestion, LABELS, st.integers(0, 100), st.just(("từ khóa",)))
    ).map(tuple),
)
WORDS = st.builds(
    lambda place, text, linked: Words(
        place, text, f'<p><a href="https://vidu.example/x">x</a>{text}</p>' if linked else ""
    ),
    st.sampled_from(["post", "title", "description", "name"]),
    TEXTS,
    st.booleans(),
)
