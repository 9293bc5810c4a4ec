-- What a person has typed in a thread and not sent, so that they can go on elsewhere. Nobody else ever reads it.
create table unsent (
    person_id bigint      not null references person,
    key       uuid        not null,                  -- the draft's own: the post is sent under it, from whichever device
    thread_id bigint      not null references thread,
    parent_id bigint references post,                -- null: answers the thread itself
    kind      text        not null check (kind in ('opinion', 'question', 'evidence', 'support', 'critique', 'solution')),
    body      text        not null check (char_length(body) <= 10000), -- empty: sent or thrown away, for the devices that still have it
    version   int         not null check (version > 0),
    at        timestamptz not null default now(),
    primary key (person_id, key)
);
create index unsent_at on unsent (at);

-- As its writer sees it: of a thread that they can read no more, there are their words and nothing of where they stood.
create view own_unsent as
select u.person_id, u.key, t.room_id, t.id as thread_id, case when t.id is not null then u.parent_id end as parent_id,
    u.kind, u.body, u.version, u.at
from unsent u
left join (
    thread t join room r on r.id = t.room_id
) on t.id = u.thread_id and (
    r.visibility = 'public' or exists (
        select from member m where m.room_id = r.id and m.person_id = u.person_id and m.ended_at is null
    )
);
