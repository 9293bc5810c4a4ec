-- Moderation with due process: cases grouped by target, acts that are never rewritten, reviews by somebody else.

alter table room drop constraint room_kind_check;
alter table room add constraint room_kind_check check (kind in ('discussion', 'inbox', 'moderation')) not valid;

alter table post
    add column hidden_at   timestamptz,             -- by an act of moderation: the words are for moderators and the author
    add column hidden_as   text,
    add column hidden_rule text;
alter table post add constraint post_hidden check (
    num_nulls(hidden_at, hidden_as, hidden_rule) in (0, 3)
    and hidden_as in ('hidden', 'removed') and char_length(hidden_rule) <= 40
) not valid;

create table moderation_case (
    id          bigint generated always as identity primary key,
    target      text        not null check (target in ('post')),
    room_id     bigint      not null references room, -- where the target stands
    thread_id   bigint      not null,
    post_id     bigint      not null,
    person_id   bigint      not null references person, -- whose it is
    source      text        not null check (source in ('report', 'moderator')),
    reason      text        not null,                -- the gravest that was given
    stage       text        not null default 'open' check (stage in ('open', 'decided', 'review')),
    reports     int         not null default 0 check (reports >= 0),
    weight      int         not null default 0 check (weight >= 0), -- in hundredths of a report by somebody unknown
    rank        bigint      not null,                -- the order of the queue, the highest first
    opened_at   timestamptz not null default now(),
    due_at      timestamptz not null,                -- of what it waits for now; kept when that is done
    claimed_by    bigint references person check (claimed_by <> person_id),
    claimed_until timestamptz,                       -- a lease that has run out is none
    act_id      bigint,                              -- the newest act
    acted_by    bigint,
    decided_at  timestamptz,
    unique (id, person_id),
    check (num_nulls(claimed_by, claimed_until) in (0, 2)),
    check (num_nulls(act_id, acted_by, decided_at) in (0, 3)),
    check ((stage = 'open') = (decided_at is null)),
    constraint case_reviewed_by_another check (stage <> 'review' or claimed_by is null or claimed_by <> acted_by),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, post_id) references post (room_id, id)
);
create unique index case_open_on_post on moderation_case (post_id) where stage = 'open';
create index case_waiting on moderation_case (rank desc, id) where stage <> 'decided';
create index case_due on moderation_case (due_at) where stage <> 'decided';
create index case_of_post on moderation_case (post_id, id);
create index case_of_person on moderation_case (person_id, id);

create table report (
    id        bigint generated always as identity primary key,
    case_id   bigint      not null,
    of        bigint      not null,                  -- whose words they are
    person_id bigint      not null references person, -- who reports them: nobody is told
    reason    text        not null,
    words     text        not null default '' check (char_length(words) <= 2000),
    at        timestamptz not null default now(),
    constraint report_once unique (case_id, person_id),
    constraint report_not_own check (person_id <> of),
    foreign key (case_id, of) references moderation_case (id, person_id)
);
create index report_of_person on report (person_id, id);

create table moderation_act (
    id           bigint generated always as identity primary key,
    case_id      bigint      not null,
    person_id    bigint      not null,               -- whose words were acted upon
    act          text        not null check (act in ('approve', 'hide', 'remove', 'restore')),
    reason       text check ((reason is null) = (act in ('approve', 'restore'))), -- the rule; null: none is broken
    by           bigint      not null references person,
    at           timestamptz not null default now(),
    public_note  text        not null default '' check (char_length(public_note) <= 500),
    private_note text        not null default '' check (char_length(private_note) <= 2000),
    reverts      bigint unique,                      -- the act that this one takes back
    unique (case_id, id),
    unique (id, by),
    unique (id, person_id),
    constraint act_not_on_own check (by <> person_id),
    foreign key (case_id, person_id) references moderation_case (id, person_id),
    foreign key (case_id, reverts) references moderation_act (case_id, id)
);
create index act_of_person on moderation_act (person_id, id);
alter table moderation_case add foreign key (act_id, acted_by) references moderation_act (id, by);

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
    check (num_nulls(outcome, decided_at, decided_by, note) in (0, 4)),
    constraint review_by_another check (decided_by <> acted_by),
    constraint review_not_own check (decided_by <> person_id),
    foreign key (act_id, acted_by) references moderation_act (id, by),
    foreign key (act_id, person_id) references moderation_act (id, person_id)
);

create function act_stays() returns trigger language plpgsql as $$
begin
    raise exception 'an act is taken back by another, never changed';
end $$;
create trigger act_stays before update or delete on moderation_act
    for each row execute function act_stays();

create function decided_by_no_reporter() returns trigger language plpgsql as $$
begin
    if exists (select from report where case_id = new.case_id and person_id = new.by) then
        raise exception 'who reported does not decide' using errcode = 'check_violation', constraint = 'act_not_on_own_report';
    end if;
    return new;
end $$;
create trigger decided_by_no_reporter before insert on moderation_act
    for each row execute function decided_by_no_reporter();

-- That a decision concerns this person: as the author of what was decided on, or as one who had reported it.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in
    ('mention', 'reply', 'added', 'role', 'removed', 'retracted', 'closed', 'moderated', 'reviewed', 'reported')) not valid;
alter table notice add column act_id bigint references moderation_act;
alter table notice add constraint notice_of_act check ((kind in ('moderated', 'reviewed', 'reported')) = (act_id is not null)) not valid;

-- What a person may see of their notices now, as before; of a post that is hidden nothing is told while it is, and a decision
-- is told to whom it concerns although they are not in the room of the moderators.
create or replace view shown_notice as
select n.id, n.person_id, n.room_id, n.seq, n.kind, n.thread_id, n.post_id, n.by, n.at, n.digest_day,
    n.read_at as marked_at,
    coalesce(n.read_at, case when g.ranges @> n.seq then n.at end) as read_at,
    m.number is not null or r.visibility = 'public' as inside
from notice n
join room r on r.id = n.room_id
left join member m on m.room_id = n.room_id and m.person_id = n.person_id and m.ended_at is null
left join post p on p.id = n.post_id
left join telling_in_room t on t.person_id = n.person_id and t.room_id = n.room_id
left join reading g on g.person_id = n.person_id and g.room_id = n.room_id
where (m.number is not null or r.visibility = 'public' or n.kind in ('removed', 'moderated', 'reviewed', 'reported'))
    and (p.retracted_at is null and p.hidden_at is null or n.kind = 'retracted')
    and (
        n.kind not in ('mention', 'reply')
        or not exists (select from muted_member u where u.person_id = n.person_id and u.room_id = n.room_id and u.number = n.by)
    )
    and case coalesce(t.inbox, 'everything')
        when 'everything' then true
        when 'mentions' then n.kind in ('mention', 'removed')
        else n.kind = 'removed'
    end;
