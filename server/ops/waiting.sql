-- letters -> Letters
select count(*)::int as waiting,
    (count(*) filter (where due_at <= clock_timestamp()))::int as due,
    coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as oldest_s
from letter where sent_at is null and dropped_at is null

-- behind -> Behind
-- As the follower's own look, without an end.
select count(*)::int as rooms, coalesce(sum(r.seq - coalesce(f.seq, 0)), 0)::bigint as entries
from room r left join follower f on f.name = $1 and f.room_id = r.id
where r.kind = any($2::text[]) and r.seq > coalesce(f.seq, 0)

-- passed_over
select count(*)::int as number from follower_skip where name = $1
