"""The public record of moderation: one article for each act, the newest first."""

from moderation.record import Acts, Recorded
from rooms.digests import ZONE
from web.documents.frame import document
from web.documents.markup import Html, element
from web.documents.reasons import rule
from web.documents.record_words import WORDS
from web.documents.view import View

PATH = "/moderation/record"
AN_HOUR = 60  # minutes
TWO_DAYS = 48  # hours


def record(view: View, told: Acts, after: int | None) -> str:
    """A page of it, of the acts after the one with this id; None: from the newest on."""
    words = WORDS[view.language]
    year = view.now.astimezone(ZONE).year
    here = {act.id for act in told.acts}
    return document(
        view,
        view.words.record,
        element("h1", view.words.record),
        element("p", words.lead),
        element("p", words.kept, class_="dim"),
        element(
            "nav",
            element("a", view.words.statistics, href=view.link("/moderation/statistics")),
            element("a", words.year_file.format(year=year), href=f"{PATH}.csv?year={year}"),
            aria_label=view.words.record,
            class_="ways",
        ),
        (_act(view, act, here) for act in told.acts),
        None if told.acts else element("p", words.none),
        _around(view, told, after),
    )


def _act(view: View, act: Recorded, here: set[int]) -> Html:
    words = WORDS[view.language]
    what = words.acts[act.target][act.act]
    broken = words.rule.format(rule=rule(view.language, act.reason)) if act.reason else None
    return element(
        "article",
        element(
            "header",
            element("h2", " · ".join(filter(None, [what, broken])), id=f"what-{act.id}"),
            element("a", view.time(act.at), href=_permanent(view, act.id), title=words.link),
            element("span", f"#{act.id}", class_="dim"),
        ),
        element("p", _where(view, act)),
        element("p", words.note, " ", act.public_note, class_="lead") if act.public_note else None,
        element("p", _how(view, act), class_="dim"),
        _review(view, act),
        _other(view, words.reverts, act.reverts, here),
        _other(view, words.reverted, act.reverted_by, here),
        id=f"a{act.id}",
        class_="act",
        aria_labelledby=f"what-{act.id}",
    )


def _where(view: View, act: Recorded) -> list[Html | str]:
    words = WORDS[view.language]
    if act.room_id is None or act.room is None:
        return [words.closed_room]
    found: list[Html | str] = [words.where.format(room=act.room)]
    if act.thread_id is not None and act.thread is not None:
        path = f"/r/{act.room_id}/transcript"
        found += [" · ", element("a", act.thread, href=view.link(f"{path}/{act.thread_id}"))]
        if act.post_id is not None:
            address = view.link(f"{path}/p/{act.post_id}")
            found += [" · ", element("a", words.place, href=address)]
    return found


def _how(view: View, act: Recorded) -> str:
    words = WORDS[view.language]
    facts = [
        words.by.format(name=act.by or words.moderator),
        words.sources[act.source],
        _took(view, act.took_s),
    ]
    return " · ".join(filter(None, facts))


def _took(view: View, took_s: float | None) -> str | None:
    words = WORDS[view.language]
    if took_s is None:
        return None
    minutes = took_s / 60
    if minutes < AN_HOUR:
        return words.minutes.format(n=view.number(max(1, round(minutes))))
    hours = minutes / AN_HOUR
    if hours < TWO_DAYS:
        return words.hours.format(n=view.decimal(hours))
    return words.days.format(n=view.decimal(hours / 24))


def _review(view: View, act: Recorded) -> list[Html] | None:
    words = WORDS[view.language]
    if act.asked_at is None:
        return None
    asked = words.asked.format(when=view.when(act.asked_at))
    if act.outcome is None or act.decided_at is None:
        return [element("p", asked, " ", words.waits)]
    came = words.outcomes[act.outcome].format(when=view.when(act.decided_at))
    said = [element("p", asked, " ", came)]
    if act.review_note:
        said.append(element("p", words.review_note, " ", act.review_note, class_="lead"))
    return said


def _other(view: View, sentence: str, act_id: int | None, here: set[int]) -> Html | None:
    """The sentence about another act, with the way to it."""
    if act_id is None:
        return None
    before, _, behind = sentence.partition("{act}")
    where = f"#a{act_id}" if act_id in here else _permanent(view, act_id)
    return element("p", before, element("a", f"#{act_id}", href=where), behind)


def _permanent(view: View, act_id: int) -> str:
    """The address of an act that stays right when newer ones come: it stands first there."""
    return view.link(PATH, after=act_id + 1, fragment=f"#a{act_id}")


def _around(view: View, told: Acts, after: int | None) -> Html | None:
    words = WORDS[view.language]
    if after is None and not told.more:
        return None
    back = element("a", words.newest, href=view.link(PATH)) if after is not None else None
    on = None
    if told.more:
        href = view.link(PATH, after=told.acts[-1].id)
        on = element("a", words.following, rel="next", href=href)
    return element("nav", back, on, class_="pages", aria_label=view.words.pages)
