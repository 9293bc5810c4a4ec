-- lock_post
-- Before its case, as everywhere.
select id from post where id = $1 for no key update

-- ground -> Ground
-- No row: no such post, or not for this person to read.
select p.room_id, p.thread_id, w.person_id as of, p.hidden_at is not null as hidden, c.id as case_id, c.stage
from post p
join room r on r.id = p.room_id
join member w on w.room_id = p.room_id and w.number = p.author
left join lateral (
    select n.id, n.stage from moderation_case n where n.post_id = p.id order by n.id desc limit 1
) c on true
where p.id = $1 and (
    r.visibility = 'public'
    or exists (select from member m where m.room_id = p.room_id and m.person_id = $2 and m.ended_at is null)
)

-- open_case
-- It weighs nothing by itself: its place is that of its hour.
insert into moderation_case (target, room_id, thread_id, post_id, person_id, source, reason, rank, due_at)
values ('post', $1, $2, $3, $4, $5, $6, -floor(extract(epoch from now()) / 60)::bigint, now() + $7::interval)
returning id

-- keep
insert into moderation_act (case_id, person_id, act, reason, by, public_note, private_note, reverts, until)
values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => $9::int))
returning id

-- taken_away_by
-- The act that a restoring one takes back; null: a rule had hidden it.
select max(id) from standing_act where case_id = $1 and act in ('hide', 'remove')

-- decided
-- What was proposed about the author still waits for a second.
update moderation_case
set stage = case stage when 'proposed' then stage else 'decided' end, act_id = $2, acted_by = $3, decided_at = now(), claimed_by = null, claimed_until = null
where id = $1
