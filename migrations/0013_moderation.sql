-- Moderation with due process: posts that are held, cases grouped by target, acts that are never rewritten.

-- squawk-ignore ban-drop-constraint
alter table room drop constraint room_kind_check; -- the next one takes its place: where moderators sit, and where proposals are drafted
alter table room add constraint room_kind_check check (kind in ('discussion', 'inbox', 'moderation', 'drafting')) not valid;

alter table post
    add column hidden_at   timestamptz,             -- by an act of moderation: the words are for moderators and the author
    add column hidden_as   text,
    add column hidden_rule text;
alter table post add constraint post_hidden check (
    num_nulls(hidden_at, hidden_as, hidden_rule) in (0, 3)
    and hidden_as in ('hidden', 'removed') and char_length(hidden_rule) <= 40
) not valid;

create table rule_set (                              -- what is asked of words; the newest of a room, and of the portal, is in force
    id      bigint generated always as identity primary key,
    room_id bigint references room,                  -- null: the portal's, which go for every room
    rules   json        not null,
    set_by  bigint      not null references person,
    at      timestamptz not null default now()
);
create index rule_set_of_room on rule_set (room_id, id);

create table held_post (                             -- what somebody wants to say, and nobody hears before it is approved
    id             bigint generated always as identity primary key,
    room_id        bigint      not null references room,
    thread_id      bigint,                           -- null: it would open one, with this title
    title          text check (char_length(title) between 1 and 200),
    parent_id      bigint,
    author         int         not null,
    kind           text        not null check (kind in ('opinion', 'question', 'evidence', 'support', 'critique', 'solution')),
    body           text        not null check (char_length(body) between 1 and 10000),
    html           text        not null,
    at             timestamptz not null default now(),
    post_id        bigint unique,                    -- what became of it once it was approved
    refused_at     timestamptz,                      -- or a moderator did not let it pass; a review may yet
    check ((thread_id is null) = (title is not null)),
    unique (room_id, id),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, author) references member,
    foreign key (room_id, post_id) references post (room_id, id),
    constraint held_parent_in_thread foreign key (thread_id, parent_id) references post (thread_id, id)
);
create index held_post_of_author on held_post (room_id, author, id);
create index held_post_answering on held_post (thread_id, parent_id) where parent_id is not null;

alter table file add column held_id bigint;          -- the held post that will take it
alter table file add constraint file_held foreign key (room_id, held_id) references held_post (room_id, id) not valid;

create table moderation_case (
    id          bigint generated always as identity primary key,
    target      text        not null,                -- a kind, which `case_target` knows
    target_id   bigint      not null,                -- and which one of it
    room_id     bigint references room,              -- where the target stands; null: a request, which stands in none
    thread_id   bigint,                              -- null: a held post that would open one
    post_id     bigint,
    held_id     bigint,
    person_id   bigint      not null references person, -- whose it is
    source      text        not null check (source in ('report', 'rule', 'moderator', 'request')),
    reason      text,                                -- the gravest that was given; null: a request, against which nothing is said
    asked       text check (asked in ('export', 'correction', 'erasure')), -- what somebody asks about their own data
    findings    json,                                -- what rules saw in it, with the facts of each; null: none was asked
    stage       text        not null default 'open' check (stage in ('open', 'proposed', 'decided', 'review')),
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
    within      bigint,                              -- the case it waits under, or was decided with; null: it stands by itself
    leads       int         not null default 0 check (leads between 0 and 49), -- how many wait under it; counted, as the next two
    led_rank    bigint,                              -- of all of them together, the highest; null: it leads none
    led_due_at  timestamptz,                         -- likewise, the earliest
    alone       boolean generated always as (within is null) stored,
    under_alone boolean generated always as (case when within is not null then true end) stored,
    unique (id, person_id),
    unique (id, alone),
    constraint case_target check (                   -- a further kind is a further line, and a column where none names it yet
        case target
            when 'post' then target_id = post_id and thread_id is not null and held_id is null
            when 'held' then target_id = held_id and post_id is null and room_id is not null
            when 'request' then num_nonnulls(room_id, thread_id, post_id, held_id) = 0
            when 'title' then target_id = thread_id and room_id is not null and num_nonnulls(post_id, held_id) = 0
            when 'name' then num_nonnulls(thread_id, post_id, held_id) = 0 and room_id is not null
        end is true
    ),
    constraint case_of_request check (
        (target = 'request') = (asked is not null) and (asked is null) = (reason is not null) and (asked is not null) = (source = 'request')
        and (asked is null or (within is null and leads = 0)) -- each is somebody's own, and answered by itself
    ),
    check (num_nulls(claimed_by, claimed_until) in (0, 2)),
    check (num_nulls(act_id, acted_by, decided_at) in (0, 3)),
    check (case stage when 'open' then decided_at is null when 'proposed' then true else decided_at is not null end),
    check (num_nulls(led_rank, led_due_at) in (0, 2) and (leads > 0) = (led_rank is not null)),
    constraint case_leads_while_open check (leads = 0 or stage = 'open'),
    constraint case_held_with_its_leader check (within is null or stage <> 'open' or claimed_by is null),
    constraint case_within_leader foreign key (within, under_alone) references moderation_case (id, alone), -- which is itself within none
    constraint case_reviewed_by_another check (stage <> 'review' or claimed_by is null or claimed_by <> acted_by),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, held_id) references held_post (room_id, id)
);
create unique index case_of_held on moderation_case (held_id);
create unique index case_of_request on moderation_case (target_id) where target = 'request'; -- from the asking to the last answer
create unique index case_open_on_target on moderation_case (target, target_id) where stage = 'open' or (stage = 'proposed' and decided_at is null);
create index case_waiting on moderation_case (coalesce(led_rank, rank) desc, id) where stage = 'open' and within is null;
create index case_proposed on moderation_case (rank desc, id) where stage = 'proposed';
create index case_in_review on moderation_case (rank desc, id) where stage = 'review';
create index case_due on moderation_case (coalesce(led_due_at, due_at), id) where stage <> 'decided' and (within is null or stage <> 'open');
create index case_claimed on moderation_case (claimed_by, coalesce(led_rank, rank) desc, id) where claimed_by is not null and stage <> 'decided';
create index case_decided on moderation_case (decided_at desc, id desc) where stage = 'decided';
create index case_of_target on moderation_case (target, target_id, id);
create index case_of_person on moderation_case (person_id, id);
create index case_within on moderation_case (within, id) where within is not null;
create index case_opened on moderation_case (opened_at); -- for statistics

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
    act          text        not null check (act in ('approve', 'hide', 'remove', 'edit', 'restore', 'warn', 'mute_in_room', 'suspend', 'ban', 'lift', 'fulfil', 'refuse')),
    reason       text check ((reason is null) = (act in ('approve', 'restore', 'lift', 'fulfil', 'refuse'))), -- the rule; null: none is broken
    ground       text,                               -- of a list of its own: why what somebody asks about their data is not done
    by           bigint      not null references person,
    at           timestamptz not null default now(),
    public_note  text        not null default '' check (char_length(public_note) <= 500),
    private_note text        not null default '' check (char_length(private_note) <= 2000),
    reverts      bigint unique,                      -- the act that this one takes back
    until        timestamptz check ((until is null) = (act not in ('mute_in_room', 'suspend'))), -- ends by itself then
    constraint act_on_ground check ((ground is null) = (act <> 'refuse') and (act <> 'refuse' or public_note <> '')),
    unique (case_id, id),
    unique (id, by),
    unique (id, person_id),
    constraint act_not_on_own check (by <> person_id),
    foreign key (case_id, person_id) references moderation_case (id, person_id),
    foreign key (case_id, reverts) references moderation_act (case_id, id)
);
create index act_of_person on moderation_act (person_id, id);
create index act_at on moderation_act (at);          -- for the years of the public record, and for statistics
alter table moderation_case add foreign key (act_id, acted_by) references moderation_act (id, by);

create view case_line as                             -- a case as the queue shows it: people by their numbers in the room of moderation
select c.id, c.target, c.room_id, c.thread_id, c.post_id, c.held_id, c.source, c.reason, c.asked, c.stage, c.reports, c.weight,
    coalesce(c.led_rank, c.rank) as rank, c.opened_at, coalesce(c.led_due_at, c.due_at) as due_at,
    k.number as claimed_by, c.claimed_until, a.act, b.number as acted_by, c.decided_at, c.within, c.leads
from moderation_case c
join room r on r.kind = 'moderation'
left join member k on k.room_id = r.id and k.person_id = c.claimed_by
left join member b on b.room_id = r.id and b.person_id = c.acted_by
left join moderation_act a on a.id = c.act_id;

create function act_stays() returns trigger language plpgsql as $$
begin
    raise exception 'an act is taken back by another, never changed';
end $$;
create trigger act_stays before update or delete on moderation_act for each row execute function act_stays();

create function decided_by_no_reporter() returns trigger language plpgsql as $$
begin
    if exists (select from report where case_id = new.case_id and person_id = new."by") then
        raise exception 'who reported does not decide' using errcode = 'check_violation', constraint = 'act_not_on_own_report';
    end if;
    return new;
end $$;
create trigger decided_by_no_reporter before insert on moderation_act for each row execute function decided_by_no_reporter();
