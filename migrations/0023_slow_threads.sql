-- Slow mode of a thread: each member posts once in so many seconds, where those who keep the room say so.

alter table thread
    add column slow_s      int,                      -- null: as often as one likes
    add column slow_at     timestamptz,
    add column slow_by     int,
    add column slow_reason text,
    add column slow_until  timestamptz;              -- ends by itself then; null: when somebody ends it
alter table thread add constraint thread_slow check (
    num_nulls(slow_s, slow_at, slow_by, slow_reason) in (0, 4)
    and slow_s in (30, 60, 300, 900, 3600) and char_length(slow_reason) between 1 and 500
    and (slow_until is null or (slow_s is not null and slow_until > slow_at))
) not valid;
alter table thread add constraint thread_slow_by_fkey foreign key (room_id, slow_by) references member not valid;

-- When somebody last posted in a thread that was slow then. One row for both of two posts at once: the second waits for the first,
-- and finds that it was not its turn.
create table thread_turn (
    room_id   bigint      not null,
    thread_id bigint      not null,
    number    int         not null,
    at        timestamptz not null,
    primary key (thread_id, number),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, number) references member
);
