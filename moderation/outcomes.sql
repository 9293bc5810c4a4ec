-- gather -> Gathered
-- The choice of letters is that of the room where the post stands. A notice is told whatever its person has muted.
with line as (
    select e.room_id, e.seq, e.at, e.kind, (e.body->>'act_id')::bigint as act_id
    from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as stretch(room_id, first, last)
    join entry e on e.room_id = stretch.room_id and e.seq between stretch.first and stretch.last
    where e.kind in ('case.decided', 'review.decided')
),
found (person_id, about, room_id, seq, at, act_id) as (
    select a.person_id, case l.kind when 'review.decided' then 'reviewed' else 'moderated' end, l.room_id, l.seq, l.at, a.id
    from line l join moderation_act a on a.id = l.act_id join moderation_case c on c.id = a.case_id
    where a.act <> 'approve' or c.held_id is not null
    union all
    select r.person_id, 'reported', l.room_id, l.seq, l.at, a.id
    from line l join moderation_act a on a.id = l.act_id join report r on r.case_id = a.case_id
    where told_to_reporters(a)
),
made as (
    insert into notice (person_id, room_id, seq, kind, at, act_id)
    select f.person_id, f.room_id, f.seq, f.about, f.at, f.act_id
    from found f join person p on p.id = f.person_id
    where p.email is not null
    order by f.room_id, f.seq, f.person_id
    on conflict do nothing
    returning id, kind, room_id, act_id, person_id
)
select n.id, n.kind as about, coalesce(c.room_id, n.room_id) as room_id, coalesce(c.thread_id, s.thread_id) as thread_id, coalesce(c.post_id, s.id) as post_id, null::int as by, n.person_id, i.id as inbox_id, p.email, p.language,
    coalesce(r.mail, t.mail, 'daily') = 'at_once' as at_once
from made n
join moderation_act a on a.id = n.act_id
join moderation_case c on c.id = a.case_id
left join held_post h on h.id = c.held_id
left join post s on s.id = h.post_id
join person p on p.id = n.person_id
join room i on i.inbox_of = n.person_id
left join telling t on t.person_id = n.person_id
left join telling_in_room r on r.person_id = n.person_id and r.room_id = c.room_id
order by n.id
