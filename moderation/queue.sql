-- head -> Head
select epoch, seq from room where id = $1

-- moderators -> Moderator
select number, name, role from shown_member where room_id = $1 and ended_at is null order by number

-- counts -> Counts
select
    (select count(*) from moderation_case where stage = 'open' and within is null)::int as waiting,
    (select count(*) from moderation_case where stage <> 'decided' and (within is null or stage <> 'open') and coalesce(led_due_at, due_at) <= now())::int as overdue,
    (select count(*) from moderation_case where stage = 'review')::int as review,
    (select count(*) from moderation_case where stage = 'proposed')::int as proposed,
    (select count(*) from moderation_case where stage <> 'decided' and claimed_by = $1 and claimed_until > now())::int as mine

-- lines -> Case
select l.id, l.target, l.room_id, l.thread_id, l.post_id, l.held_id, l.source, l.reason, l.asked, l.stage, l.reports, l.weight, l.rank, l.opened_at, l.due_at,
    l.claimed_by, l.claimed_until, l.act, l.acted_by, l.decided_at, l.within, l.leads
from unnest($1::bigint[]) with ordinality as asked(id, n) join case_line l on l.id = asked.id
order by asked.n

-- waiting -> Place
-- $1 null: from the top; else the place, and $2 the id, of the last of the page before, as they were then.
select c.id, coalesce(c.led_rank, c.rank) as place from moderation_case c
where c.stage = 'open' and c.within is null and ($1::bigint is null or (
    coalesce(c.led_rank, c.rank) <= $1::bigint and (coalesce(c.led_rank, c.rank) < $1::bigint or c.id > $2)
))
order by coalesce(c.led_rank, c.rank) desc, c.id
limit $3

-- mine -> Place
select c.id, coalesce(c.led_rank, c.rank) as place from moderation_case c
where c.stage <> 'decided' and c.claimed_by = $4 and c.claimed_until > now() and ($1::bigint is null or (
    coalesce(c.led_rank, c.rank) <= $1::bigint and (coalesce(c.led_rank, c.rank) < $1::bigint or c.id > $2)
))
order by coalesce(c.led_rank, c.rank) desc, c.id
limit $3

-- overdue -> Place
-- Times are in microseconds, as the database keeps them.
select c.id, (extract(epoch from coalesce(c.led_due_at, c.due_at)) * 1000000)::bigint as place from moderation_case c
where c.stage <> 'decided' and (c.within is null or c.stage <> 'open') and coalesce(c.led_due_at, c.due_at) <= now() and ($1::bigint is null or (
    coalesce(c.led_due_at, c.due_at) >= ('epoch'::timestamptz + $1::bigint * interval '1 microsecond') and (coalesce(c.led_due_at, c.due_at) > ('epoch'::timestamptz + $1::bigint * interval '1 microsecond') or c.id > $2)
))
order by coalesce(c.led_due_at, c.due_at), c.id
limit $3

-- in_review -> Place
select c.id, c.rank as place from moderation_case c
where c.stage = 'review' and ($1::bigint is null or (
    c.rank <= $1::bigint and (c.rank < $1::bigint or c.id > $2)
))
order by c.rank desc, c.id
limit $3

-- proposed -> Place
select c.id, c.rank as place from moderation_case c
where c.stage = 'proposed' and ($1::bigint is null or (
    c.rank <= $1::bigint and (c.rank < $1::bigint or c.id > $2)
))
order by c.rank desc, c.id
limit $3

-- decided -> Place
select c.id, (extract(epoch from c.decided_at) * 1000000)::bigint as place from moderation_case c
where c.stage = 'decided' and ($1::bigint is null or (
    c.decided_at <= ('epoch'::timestamptz + $1::bigint * interval '1 microsecond') and (c.decided_at < ('epoch'::timestamptz + $1::bigint * interval '1 microsecond') or c.id < $2)
))
order by c.decided_at desc, c.id desc
limit $3
