-- Reviews of what moderators did, and the public record, which tells of both.

create table review (                                -- đề nghị xem xét lại: asked once of an act, decided by somebody else
    act_id     bigint primary key,
    person_id  bigint      not null,                 -- who asks: whose words they are
    acted_by   bigint      not null,
    words      text        not null check (char_length(words) between 1 and 2000),
    asked_at   timestamptz not null default now(),
    due_at     timestamptz not null,
    outcome    text check (outcome in ('upheld', 'overturned')),
    decided_at timestamptz,
    decided_by bigint references person,
    note       text check (char_length(note) <= 500), -- for the author, and the public record
    private_note text not null default '' check (char_length(private_note) <= 2000),
    check (num_nulls(outcome, decided_at, decided_by, note) in (0, 4)),
    constraint review_by_another check (decided_by <> acted_by),
    constraint review_not_own check (decided_by <> person_id),
    foreign key (act_id, acted_by) references moderation_act (id, by),
    foreign key (act_id, person_id) references moderation_act (id, person_id)
);
create index review_decided on review (decided_at) where decided_at is not null; -- for statistics

create function case_reviews_what_is_asked() returns trigger language plpgsql as $$
begin
    if not exists (select from review w where w.act_id = new.act_id and w.outcome is null) then
        raise exception 'a case waits for a review that was asked' using errcode = 'check_violation', constraint = 'case_in_review';
    end if;
    return null;
end $$;
create trigger case_reviews_what_is_asked after insert or update of stage, act_id on moderation_case
    for each row when (new.stage = 'review') execute function case_reviews_what_is_asked();

-- Whether an act goes for all of the words: what gives back passages that were cut leaves it as it is that the rest is hidden.
create function about_the_whole(a moderation_act) returns boolean language sql stable as $$
    select a.act in ('approve', 'hide', 'remove') or (a.act = 'restore' and not exists (select from moderation_act e where e.id = a.reverts and e.act = 'edit'))
$$;

-- What anybody may read of an act. Never whose words it was about, nor who reported them, nor what moderators told each other.
-- `by` is for portals that name their moderators. The place is named while what stood there is gone or cut, in rooms that anybody reads:
-- whose words were found in order, or were given back, is not held up to the public. `took_s`: of the first decision, from the
-- opening of the case; null where a moderator acted unasked.
create view public_act as
select a.id, a.act, a.reason, p.name as by, a.at, c.target, c.source,
    case when c.source <> 'moderator' and not exists (select from moderation_act e where e.case_id = a.case_id and e.id < a.id)
        then extract(epoch from a.at - c.opened_at)::float8 end as took_s,
    a.public_note,
    case when r.visibility = 'public' then r.id end as room_id,
    case when r.visibility = 'public' then r.title end as room,
    case when s.open then t.id end as thread_id,
    case when s.open then t.title end as thread,
    case when s.open then c.post_id end as post_id,
    w.asked_at, w.outcome, w.decided_at, w.note as review_note, a.reverts, b.id as reverted_by
from moderation_act a
join moderation_case c on c.id = a.case_id
join person p on p.id = a.by
join room r on r.id = c.room_id
left join thread t on t.id = c.thread_id
left join moderation_act b on b.reverts = a.id
left join review w on w.act_id = a.id
cross join lateral (
    select r.visibility = 'public' and case a.act
        when 'edit' then exists (select from post k where k.cut_act = a.id)
        else a.act in ('hide', 'remove') and (
            select n.act from moderation_act n where n.case_id = a.case_id and about_the_whole(n) -- the newest about the words
            order by n.id desc limit 1
        ) in ('hide', 'remove')
    end as open
) s
where c.target <> 'request';                         -- their own data: counted, and told to nobody one by one
