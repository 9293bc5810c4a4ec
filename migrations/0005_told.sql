-- Being told: how far durable followers have come, what a person has been told of, the letters that go out.

create table follower (                              -- how far a durable follower has dealt with a room's journal
    name    text        not null check (name ~ '^[a-z][a-z_]{0,39}$'),
    room_id bigint      not null references room,
    seq     bigint      not null default 0 check (seq >= 0),
    careful_until bigint not null default 0,         -- up to here one entry at a time: a batch that ended there failed
    tries   int         not null default 0 check (tries >= 0), -- failures of the entry after seq, taken alone
    next_at timestamptz not null default now(),      -- not before
    primary key (name, room_id)
);
-- What happened before there were followers is no news any more.
insert into follower (name, room_id, seq) select 'inbox', id, seq from room where kind = 'discussion' and seq > 0;

create table follower_skip (                         -- entries that a follower could not deal with and went past
    name    text        not null,
    room_id bigint      not null,
    seq     bigint      not null,
    at      timestamptz not null default now(),
    error   text        not null check (char_length(error) <= 200), -- the name of its kind, never words
    primary key (name, room_id, seq),
    foreign key (name, room_id) references follower,
    foreign key (room_id, seq) references entry
);

create table notice (                                -- that an entry of a room concerns this person
    id        bigint generated always as identity primary key,
    person_id bigint      not null references person,
    room_id   bigint      not null,
    seq       bigint      not null,                  -- the entry that it tells of
    kind      text        not null check (kind in ('mention', 'reply', 'added', 'role', 'removed', 'retracted', 'closed')),
    thread_id bigint,
    post_id   bigint,
    by        int,                                   -- who did it, by number in that room
    at        timestamptz not null,
    read_at   timestamptz,
    digest_day date,                                 -- the day of the daily letter that it went into, in Viet Nam
    constraint notice_once unique (person_id, room_id, seq),
    foreign key (room_id, seq) references entry,
    foreign key (room_id, by) references member,
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, post_id) references post (room_id, id),
    check ((kind in ('mention', 'reply', 'retracted')) = (post_id is not null)),
    check ((kind in ('mention', 'reply', 'retracted', 'closed')) = (thread_id is not null))
);
create unique index notice_of_mention on notice (person_id, post_id) where kind = 'mention'; -- an edit mentions nobody twice
create index notice_of_person on notice (person_id, id);
create index notice_unread on notice (person_id, id) where read_at is null;
create index notice_untold on notice (at) where read_at is null and digest_day is null; -- what a daily letter may still tell
create index notice_by_age on notice (at);

create table telling (                               -- how a person wants to be told by e-mail; no row: as the defaults say
    person_id bigint primary key references person,
    mail      text not null default 'daily' check (mail in ('at_once', 'daily', 'off')),
    hour      int  not null default 7 check (hour between 0 and 23) -- of the daily letter, in Viet Nam
);

create table telling_in_room (                       -- the same for one room
    person_id bigint not null references person,
    room_id   bigint not null references room,
    mail      text check (mail in ('at_once', 'daily', 'off')),     -- null: as everywhere
    inbox     text not null default 'everything' check (inbox in ('everything', 'mentions', 'nothing')),
    primary key (person_id, room_id)
);

create table letter (                                -- the outbox of e-mail: written with the change that it tells of
    id         bigint generated always as identity primary key,
    key        text        not null unique check (char_length(key) between 1 and 200),
    kind       text        not null check (kind ~ '^[a-z][a-z-]{0,39}$'),
    patient    boolean     not null generated always as (kind in ('notice', 'digest')) stored, -- after those somebody waits for
    recipient  text        not null check (char_length(recipient) between 3 and 254),
    language   text        not null check (language in ('vi', 'en')),
    facts      json        not null,                 -- ids; words and links are made when it is sent
    person_id  bigint references person,             -- null: to somebody without an account
    at         timestamptz not null default now(),
    due_at     timestamptz not null default now(),   -- not before; somebody may be sending it until then
    tries      int         not null default 0 check (tries >= 0),
    sent_at    timestamptz,
    dropped_at timestamptz,                          -- it will not be sent
    dropped_reason text check (char_length(dropped_reason) <= 200),
    check ((dropped_at is null) = (dropped_reason is null)),
    check (num_nonnulls(sent_at, dropped_at) <= 1)
);
create index letter_waiting on letter (patient, id) where sent_at is null and dropped_at is null;

create table digest (                                -- one letter a day at most
    person_id bigint not null references person,
    day       date   not null,                       -- in Viet Nam
    primary key (person_id, day)
);

-- What a person may see of their notices now. Whoever shows notices or counts them reads them here and nowhere else.
-- `inside`: whether they may read the room; of one they were taken out of they are only told so. Whoever has read the
-- entry itself has read its notice. `marked_at`: when the notice was read here, for a query to go by the index of those that
-- were not; `read_at` is null for no others.
create view shown_notice as
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
where (m.number is not null or r.visibility = 'public' or n.kind = 'removed')
    and (p.retracted_at is null or n.kind = 'retracted')
    and (
        n.kind not in ('mention', 'reply')
        or not exists (select from muted_member u where u.person_id = n.person_id and u.room_id = n.room_id and u.number = n.by)
    )
    and case coalesce(t.inbox, 'everything')
        when 'everything' then true
        when 'mentions' then n.kind in ('mention', 'removed')
        else n.kind = 'removed'
    end;
