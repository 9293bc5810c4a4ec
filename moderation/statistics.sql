-- periods -> Period
-- All together first, then the months from $1 to before $2, the newest first. $3, $4: reasons, and the time each is decided in.
with span as (
    select $1::date::timestamp at time zone 'Asia/Ho_Chi_Minh' as begins, $2::date::timestamp at time zone 'Asia/Ho_Chi_Minh' as ends
),
bearing as (
    select reason, within from unnest($3::text[], $4::interval[]) as b (reason, within)
),
opened as (
    select date_trunc('month', c.opened_at at time zone 'Asia/Ho_Chi_Minh')::date as month, count(*) as n
    from span, moderation_case c
    where c.opened_at >= span.begins and c.opened_at < span.ends and c.target <> 'request'
    group by rollup (1)
),
acted as (
    select date_trunc('month', a.at at time zone 'Asia/Ho_Chi_Minh')::date as month, a.act,
        extract(epoch from a.at - c.opened_at)::float8 / 3600 as hours, c.source <> 'moderator' as clocked,
        not exists (select from moderation_act e where e.case_id = a.case_id and e.id < a.id) as first,
        a.at > coalesce(
            (select min(r.at + b.within) from report r join bearing b on b.reason = r.reason where r.case_id = c.id),
            c.opened_at + (select b.within from bearing b where b.reason = c.reason)
        ) as late
    from span, moderation_act a join moderation_case c on c.id = a.case_id
    where a.at >= span.begins and a.at < span.ends and c.target <> 'request'
),
decided as (
    select month, count(*) filter (where first) as decided,
        count(*) filter (where first and act = 'approve') as approved,
        count(*) filter (where first and act = 'hide') as hidden,
        count(*) filter (where first and act = 'remove') as removed,
        count(*) filter (where first and act = 'edit') as edited,
        count(*) filter (where act = 'restore') as restored,
        count(*) filter (where first and clocked) as clocked,
        percentile_cont(0.5) within group (order by hours) filter (where first and clocked) as hours,
        count(*) filter (where first and clocked and late) as late
    from acted
    group by rollup (month)
),
reviewed as (
    select date_trunc('month', w.decided_at at time zone 'Asia/Ho_Chi_Minh')::date as month, count(*) as n,
        count(*) filter (where w.outcome = 'overturned') as overturned
    from span, review w join moderation_act a on a.id = w.act_id
    where w.decided_at >= span.begins and w.decided_at < span.ends and a.act <> 'refuse'
    group by rollup (1)
),
month as (
    select null::date as month
    union all
    select m::date from generate_series($1::date::timestamp, $2::date - interval '1 month', interval '1 month') m
)
select m.month, coalesce(o.n, 0) as opened, coalesce(d.decided, 0) as decided, coalesce(d.approved, 0) as approved,
    coalesce(d.hidden, 0) as hidden, coalesce(d.removed, 0) as removed, coalesce(d.edited, 0) as edited, coalesce(d.restored, 0) as restored,
    coalesce(d.clocked, 0) as clocked, d.hours, coalesce(d.late, 0) as late,
    coalesce(w.n, 0) as reviewed, coalesce(w.overturned, 0) as overturned
from month m
left join opened o on o.month is not distinct from m.month
left join decided d on d.month is not distinct from m.month
left join reviewed w on w.month is not distinct from m.month
order by m.month desc nulls first

-- causes -> Cause
-- Every reason of $3 in its order, all months from $1 to before $2 together first, then each, the newest first.
with span as (
    select $1::date::timestamp at time zone 'Asia/Ho_Chi_Minh' as begins, $2::date::timestamp at time zone 'Asia/Ho_Chi_Minh' as ends
),
met as (
    select date_trunc('month', c.opened_at at time zone 'Asia/Ho_Chi_Minh')::date as month, c.reason, 1 as opened, 0 as acted
    from span, moderation_case c
    where c.opened_at >= span.begins and c.opened_at < span.ends and c.target <> 'request'
    union all
    select date_trunc('month', a.at at time zone 'Asia/Ho_Chi_Minh')::date, a.reason, 0, 1
    from span, moderation_act a
    where a.at >= span.begins and a.at < span.ends and a.act in ('hide', 'remove', 'edit')
        and not exists (select from moderation_act e where e.case_id = a.case_id and e.id < a.id)
),
counted as (
    select month, reason, sum(opened) as opened, sum(acted) as acted
    from met
    group by grouping sets ((month, reason), (reason))
),
month as (
    select null::date as month
    union all
    select m::date from generate_series($1::date::timestamp, $2::date - interval '1 month', interval '1 month') m
)
select m.month, k.reason, coalesce(n.opened, 0)::bigint as opened, coalesce(n.acted, 0)::bigint as acted
from month m
cross join unnest($3::text[]) with ordinality as k (reason, place)
left join counted n on n.month is not distinct from m.month and n.reason = k.reason
order by m.month desc nulls first, k.place

-- waiting -> Waiting
select count(*) as open, count(*) filter (where due_at <= now()) as overdue
from moderation_case
where stage <> 'decided' and target <> 'request'

-- answered -> Answered
-- Every kind of request. Of those asked from $1 to before $2: how each was first answered; a later answer, after a review, changes none of it.
with span as (
    select $1::date::timestamp at time zone 'Asia/Ho_Chi_Minh' as begins, $2::date::timestamp at time zone 'Asia/Ho_Chi_Minh' as ends
),
asked as (
    select d.kind, d.due_at, f.act, f.at, extract(epoch from f.at - d.asked_at)::float8 / 3600 as hours
    from span, data_request d
    join moderation_case c on c.target = 'request' and c.target_id = d.id
    left join lateral (select a.act, a.at from moderation_act a where a.case_id = c.id order by a.id limit 1) f on true
    where d.asked_at >= span.begins and d.asked_at < span.ends
)
select k.kind, count(a.kind) as asked, count(a.at) as answered, count(*) filter (where a.act = 'refuse') as refused,
    percentile_cont(0.5) within group (order by a.hours) as hours, count(*) filter (where a.at > a.due_at) as late,
    (select count(*) from moderation_case c where c.stage <> 'decided' and c.asked = k.kind) as waiting,
    (select count(*) from moderation_case c where c.stage <> 'decided' and c.asked = k.kind and c.due_at <= now()) as overdue
from unnest(array['export', 'correction', 'erasure']) with ordinality as k (kind, place)
left join asked a on a.kind = k.kind
group by k.kind, k.place
order by k.place
