-- People, rooms, threads, posts, and the journal that makes every room resumable.

create table person (
    id           bigint generated always as identity primary key,
    email        text unique check (email = lower(email) and char_length(email) between 3 and 254),
    name         text        not null check (char_length(name) between 1 and 100),
    organisation text        not null default '' check (char_length(organisation) <= 200),
    constituency text        not null check (constituency in ('agency', 'expert', 'scientist', 'enterprise', 'citizen')),
    language     text        not null default 'vi' check (language in ('vi', 'en')),
    password     text,                               -- argon2id; null: cannot sign in with a password
    created_at   timestamptz not null default now()
);

create table administrator (
    person_id bigint primary key references person,
    since     timestamptz not null default now(),
    made_by   bigint references person               -- null: by the one-time link of an empty portal
);

create table first_link (                            -- the one-time link of an empty portal
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    created_at timestamptz not null default now(),
    used_by    bigint references person
);

create table session (
    id         bigint generated always as identity primary key,
    person_id  bigint      not null references person,
    token_hash bytea       not null unique check (octet_length(token_hash) = 32),
    agent      text        not null default '' check (char_length(agent) <= 200),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at   timestamptz
);
create index session_of_person on session (person_id) where ended_at is null;

create table room (
    id          bigint generated always as identity primary key,
    kind        text        not null check (kind in ('discussion', 'inbox')),
    title       text        not null check (char_length(title) between 1 and 200),
    description text        not null default '' check (char_length(description) <= 2000),
    visibility  text        not null check (visibility in ('public', 'members', 'invited')),
    opened_at   timestamptz not null default now(),
    inbox_of    bigint unique references person,     -- the one person whose inbox it is
    epoch       bigint      not null default (1 + floor(random() * 1000000000)::bigint),
    seq         bigint      not null default 0 check (seq >= 0), -- number of the newest entry; the row is the journal's lock
    archived_at     timestamptz,
    archived_by     int,
    archived_reason text check (char_length(archived_reason) between 1 and 500),
    check (num_nulls(archived_at, archived_by, archived_reason) in (0, 3)),
    check ((kind = 'inbox') = (inbox_of is not null)),
    check (kind <> 'inbox' or visibility = 'invited')
) with (fillfactor = 50);                            -- seq changes with every entry: leave room for it in the page

create table member (
    room_id   bigint      not null references room,
    number    int         not null check (number > 0), -- entries and posts name people by it, never by account
    person_id bigint      not null references person,
    role      text        not null check (role in ('owner', 'facilitator', 'moderator', 'member', 'observer')),
    since     timestamptz not null default now(),
    ended_at  timestamptz,                           -- left or removed; the journal says why
    removed_by int check (removed_by is null or ended_at is not null), -- null: left by themselves, and may come back
    primary key (room_id, number),
    unique (room_id, person_id),
    foreign key (room_id, removed_by) references member
);
alter table room add foreign key (id, archived_by) references member;
create index member_of_person on member (person_id, room_id) where ended_at is null;

create table thread (
    id        bigint generated always as identity primary key,
    room_id   bigint      not null references room,
    title     text        not null check (char_length(title) between 1 and 200),
    opened_by int         not null,
    opened_at timestamptz not null default now(),
    closed_at     timestamptz,                       -- who, when and why stand in the row itself: a reply locks it,
    closed_by     int,                               -- so it sees a closing that committed while it waited
    closed_reason text check (char_length(closed_reason) between 1 and 500),
    check (num_nulls(closed_at, closed_by, closed_reason) in (0, 3)),
    unique (room_id, id),
    foreign key (room_id, opened_by) references member,
    foreign key (room_id, closed_by) references member
);

create table post (
    id             bigint generated always as identity primary key,
    room_id        bigint      not null,
    thread_id      bigint      not null,
    parent_id      bigint,                           -- null: answers the thread itself
    author         int         not null,
    kind           text        not null check (kind in ('opinion', 'question', 'evidence', 'support', 'critique', 'solution')),
    body           text        not null check (char_length(body) between 1 and 10000),
    html           text        not null,
    render_version int         not null,
    version        int         not null default 1 check (version > 0),
    at             timestamptz not null default now(),
    edited_at      timestamptz,
    retracted_at     timestamptz,
    retracted_by     int,
    retracted_reason text check (char_length(retracted_reason) <= 500),
    check (num_nulls(retracted_at, retracted_by, retracted_reason) in (0, 3)),
    agrees         int         not null default 0 check (agrees >= 0),
    disagrees      int         not null default 0 check (disagrees >= 0),
    passes         int         not null default 0 check (passes >= 0),
    unique (thread_id, id),
    unique (room_id, id),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, author) references member,
    foreign key (room_id, retracted_by) references member,
    constraint post_parent_in_thread foreign key (thread_id, parent_id) references post (thread_id, id)
) with (fillfactor = 90);

create table post_revision (                         -- what a post said before it was edited
    post_id bigint      not null references post,
    version int         not null check (version > 0),
    kind    text        not null,
    body    text        not null,
    html    text        not null,
    at      timestamptz not null,
    primary key (post_id, version)
);

create table post_mention (
    post_id bigint not null,
    room_id bigint not null,
    number  int    not null,
    primary key (post_id, number),
    foreign key (room_id, post_id) references post (room_id, id),
    constraint post_mention_of_member foreign key (room_id, number) references member
);

create table post_quote (
    post_id   bigint not null,
    room_id   bigint not null,
    quoted_id bigint not null,
    primary key (post_id, quoted_id),
    foreign key (room_id, post_id) references post (room_id, id),
    constraint post_quote_in_room foreign key (room_id, quoted_id) references post (room_id, id)
);
create index post_quote_of on post_quote (quoted_id);

create table position (
    post_id  bigint      not null,
    room_id  bigint      not null,
    number   int         not null,
    position text        not null check (position in ('agree', 'disagree', 'pass')),
    at       timestamptz not null default now(),
    primary key (post_id, number),
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, number) references member
);
create index position_of_member on position (room_id, number);

create table entry (
    room_id bigint      not null references room,
    seq     bigint      not null check (seq > 0),
    at      timestamptz not null,
    kind    text        not null,
    actor   int,                                     -- member number; null: the system, or somebody who is no member
    adds    bigint,                                  -- the post this entry brought, null for every other entry
    body    json        not null,                    -- json, not jsonb: kept byte for byte as it was sent
    primary key (room_id, seq),
    check ((adds is not null) = (kind = 'post.added')),
    foreign key (room_id, adds) references post (room_id, id),
    foreign key (room_id, actor) references member
);
create unique index entry_adds on entry (adds) include (seq) where adds is not null;
create index entry_brought_posts on entry (room_id, seq) include (actor) where adds is not null;

create table entry_subject (                         -- which entries carry words of a post, or speak of a member
    room_id bigint not null,
    seq     bigint not null,
    subject text   not null check (subject ~ '^(post|member):[0-9]+$'),
    primary key (subject, room_id, seq),
    foreign key (room_id, seq) references entry
);

create table reading (                               -- which entries a person has read, as exact ranges of numbers
    person_id bigint not null references person,
    room_id   bigint not null references room,
    ranges    int8multirange not null default '{}',
    primary key (person_id, room_id)
);

create table command (                               -- what was done under a client's key, and the answer it got
    person_id bigint      not null,                  -- 0: before there was an account
    key       uuid        not null,
    digest    bytea       not null check (octet_length(digest) = 32),
    answer    json,                                  -- null only inside the transaction that does it
    at        timestamptz not null default now(),
    primary key (person_id, key)
);
create index command_at on command (at);

create table audit (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default now(),
    act        text        not null,
    person_id  bigint references person,             -- null: an act of the system
    session_id bigint,
    facts      json        not null                  -- what it was about: ids and choices, never words of people
);
