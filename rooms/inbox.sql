-- page -> Line
-- Of a room that one may not read any more, the title that it had when one could. $4: the unread ones only, $5: with the
-- words of public rooms only, $7: those of this day's letter only, $8: those only that wait for an answer of one's own: a question that
-- mentions or answers one. The entry of an act is the moderators', and nothing of it is read.
select n.id, n.kind as about, n.at, n.read_at, n.room_id,
    case when n.inside then r.title else coalesce((
        select d.body->'room'->>'title' from entry d
        where d.room_id = n.room_id and d.kind in ('room.opened', 'room.described')
            and case when n.act_id is null then d.seq < n.seq else d.at <= n.at end
        order by d.seq desc limit 1
    ), '') end as room,
    case when n.inside then n.thread_id end as thread_id,
    case when n.inside then t.title end as thread,
    case when n.inside then n.post_id end as post_id,
    case when n.inside and n.kind in ('mention', 'reply') and (not $5 or r.visibility = 'public') then p.html end as html,
    case when n.inside then m.name end as by,
    case when n.kind in ('removed', 'retracted', 'closed') then nullif(e.body->>'reason', '') when n.kind = 'moved' then e.body->'move'->>'reason'
        when not $5 or r.visibility = 'public' then nullif(a.reason, '')
    end as reason,
    case n.kind when 'role' then e.body->>'role' when 'added' then e.body->'member'->>'role' end as role,
    n.act_id, n.act, n.rule, n.upheld,
    case when n.inside then n.proposal_id end as proposal_id,
    case when n.inside then (
        select v.title from proposal_version v where v.proposal_id = n.proposal_id order by v.number desc limit 1
    ) end as proposal,
    a.id as amendment_id,
    case n.kind when 'voting' then (e.body->'vote'->>'closes_at')::timestamptz when 'reminded' then (e.body->>'closes_at')::timestamptz
    end as closes_at
from shown_notice n
join room r on r.id = n.room_id
left join entry e on n.act_id is null and e.room_id = n.room_id and e.seq = n.seq
left join shown_member m on m.room_id = n.room_id and m.number = n.by
left join thread t on t.id = n.thread_id
left join post p on p.id = n.post_id
left join lateral (
    select l.id, l.reason from amendment_line l where l.post_id = n.post_id and n.inside and n.kind in ('accepted', 'partly', 'rejected')
) a on true
where n.person_id = $1 and n.id > $2 and ($3::bigint is null or n.id < $3) and (not $4 or n.read_at is null)
    and ($7::date is null or n.digest_day = $7)
    and (not $8 or n.inside and n.kind in ('mention', 'reply') and p.kind = 'question' and p.hidden_at is null and not exists (
        select from post o join member i on i.room_id = o.room_id and i.number = o.author
        where o.thread_id = p.thread_id and o.parent_id = p.id and i.person_id = $1 and o.retracted_at is null
    ))
order by n.id desc
limit $6

-- unread -> Counted
-- Those not marked as read come first, by their own index, or a long past would be looked through for each bell.
with unmarked as materialized (
    select id from notice where person_id = $1 and read_at is null order by id desc limit 10 * $2
), counted as (
    select room_id, kind from shown_notice where id = any(array(select id from unmarked)) and read_at is null limit $2
), to_me as (
    select room_id, count(*) as notices from counted where kind in ('mention', 'reply') group by room_id
)
select (select count(*)::int from counted) as unread,
    array(select room_id from to_me order by room_id) as rooms, array(select notices from to_me order by room_id) as to_me

-- read
-- The inbox, where anything was unread. No row: nothing was.
with marked as (
    update notice set read_at = now()
    where person_id = $1 and read_at is null and (id = any($2::bigint[]) or id <= $3)
    returning id
)
select r.id from room r where r.inbox_of = $1 and exists (select from marked)
