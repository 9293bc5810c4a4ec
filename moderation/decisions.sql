-- concerning -> Concerning
-- No row: no such act, or it does not concern this person.
select a.id, a.act, a.reason, a.at, a.until, a.public_note, c.room_id,
    case
        when r.visibility = 'public' or m.number is not null then r.title
        else coalesce((
            select d.body->'room'->>'title' from entry d
            where d.room_id = c.room_id and d.at <= a.at and d.kind in ('room.opened', 'room.described')
            order by d.seq desc limit 1
        ), '')
    end as room,
    coalesce(c.thread_id, s.thread_id) as thread_id, coalesce(t.title, h.title, '') as thread, coalesce(c.post_id, s.id) as post_id,
    c.held_id is not null as held, c.person_id = $2 as mine, c.asked, a.ground, c.target, c.target_id,
    c.person_id = $2 and a.act not in ('approve', 'restore', 'lift', 'fulfil') and not exists (select from review w where w.act_id = a.id) as open,
    exists (select from standing_act s where s.id = a.id) as standing, c.stage <> 'decided' as waits, a.at + waited(a) as since, now() as now
from moderation_act a
join moderation_case c on c.id = a.case_id
left join room r on r.id = c.room_id
left join thread t on t.id = c.thread_id
left join held_post h on h.id = c.held_id
left join post s on s.id = h.post_id
left join member m on m.room_id = c.room_id and m.person_id = $2 and m.ended_at is null
where a.id = $1 and (
    (c.person_id = $2 and (a.act <> 'approve' or c.held_id is not null))
    or (exists (select from report o where o.case_id = c.id and o.person_id = $2) and told_to_reporters(a))
)

-- review -> ReviewState
-- No row: none was asked for.
select asked_at, due_at, outcome, decided_at, note from review where act_id = $1
