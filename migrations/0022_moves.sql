-- Branches of a thread that were moved: a post with everything beneath it stands in another thread of its room since, a marker where
-- it was, and a row for each post and thread it once stood in, by which its old addresses lead on.

-- Ids grow, so nothing can come to stand beneath itself.
alter table post add constraint post_parent_older check (parent_id < id) not valid;

create table post_move (
    id           bigint generated always as identity primary key,
    room_id      bigint      not null,
    root_id      bigint      not null,               -- the post that was moved with all that answers it
    thread_id    bigint      not null,               -- where the marker stands; it goes along with what it stands beneath
    parent_id    bigint,                             -- beneath which post; null: beneath the thread itself
    to_thread_id bigint      not null,               -- where this move led; the post itself knows where it is now
    posts        int         not null check (posts > 0),
    by           int         not null,
    at           timestamptz not null default now(),
    reason       text        not null check (char_length(reason) between 1 and 500),
    lifted_by    bigint references post_move,        -- the later move that brought both together again; null: the marker stands
    constraint post_move_leads_away check (thread_id <> to_thread_id or lifted_by is not null),
    check (lifted_by > id),
    foreign key (room_id, root_id) references post (room_id, id),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, to_thread_id) references thread (room_id, id),
    foreign key (room_id, by) references member,
    constraint post_move_parent_in_thread foreign key (thread_id, parent_id) references post (thread_id, id)
);
create index post_move_in_thread on post_move (thread_id, parent_id);
create index post_move_of_root on post_move (root_id);

create table post_stood (                            -- a thread in which a post once stood, and does not now
    post_id   bigint not null,
    thread_id bigint not null,
    room_id   bigint not null,
    move_id   bigint not null references post_move,  -- by which it last left
    primary key (post_id, thread_id),
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, thread_id) references thread (room_id, id)
);
create index post_stood_by_move on post_stood (move_id);
create index post_stood_in_thread on post_stood (thread_id);

-- Whatever a program does: a post is in one thread at a time, and no row says that it left where it is.
create function post_left_where_it_is_not() returns trigger language plpgsql as $$
begin
    if exists (select from post p where p.id = new.post_id and p.thread_id = new.thread_id) then
        raise exception 'a post stands where it is said to have left' using
            errcode = 'check_violation', constraint = 'post_left_where_it_is_not';
    end if;
    return null;
end $$;
create constraint trigger post_left_where_it_is_not after insert or update on post_stood
    deferrable initially deferred for each row execute function post_left_where_it_is_not();
