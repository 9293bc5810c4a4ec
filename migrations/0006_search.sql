-- What can be found: one row for each room, thread and post, written by whatever writes the thing itself.

create table passage (
    id        bigint generated always as identity primary key,
    room_id   bigint   not null references room,
    thread_id bigint,                                -- null: the room's title and description
    post_id   bigint,                                -- null: the room's, or the thread's title
    author    int,                                   -- who wrote it, by number in the room; null for a room
    kind      text,                                  -- of a post
    at        timestamptz not null,
    length    int      not null check (length >= 0), -- in words
    made_by   int      not null,                     -- the version of our tokens that made the two below
    folded    text     not null,                     -- its words in order, folded, each between spaces of its own
    words     tsvector not null,                     -- the same words, pairs of neighbours and document numbers
    unique nulls not distinct (room_id, thread_id, post_id),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, author) references member,
    check (post_id is null or thread_id is not null),
    check ((post_id is not null) = (kind is not null)),
    check ((thread_id is null) = (author is null))
);

-- A short list of what is not merged yet: every search goes through it, and now and then a writer merges it.
create index passage_words on passage using gin (words) with (gin_pending_list_limit = 256);
create index passage_of_post on passage (post_id) where post_id is not null;
create index passage_newest on passage (room_id, id);

create table common_term (                           -- the commonest terms, as Postgres samples them for its planner
    term  text primary key,
    share real not null check (share between 0 and 1) -- of all passages
);
