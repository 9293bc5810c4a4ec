-- acts -> Acted
select a.id, a.act, a.reason, m.number as by, m.name, a.at, a.public_note, a.private_note, a.reverts, a.until, a.ground
from moderation_act a join shown_member m on m.room_id = $2 and m.person_id = a.by
where a.case_id = $1
order by a.id

-- told -> Acted
-- The same as far as their author is told of it, without what moderators told each other.
select a.id, a.act, a.reason, m.number as by, m.name, a.at, a.public_note, '' as private_note, a.reverts, a.until, a.ground
from moderation_act a
join moderation_case c on c.id = a.case_id
join shown_member m on m.room_id = $2 and m.person_id = a.by
where a.case_id = $1 and (a.act <> 'approve' or c.target = 'held')
order by a.id

-- review -> Asked
-- No row: none was asked for.
select w.words, w.asked_at, w.due_at, w.outcome, w.decided_at, w.note
from review w join moderation_act a on a.id = w.act_id
where a.case_id = $1
order by w.act_id desc
limit 1

-- sanctions -> Sanction
-- What was done about this person, the newest first.
select a.id, a.act, a.reason, a.at, a.until, exists (select from standing_act s where s.id = a.id) as stands
from moderation_act a
where a.person_id = $1 and a.act in ('warn', 'mute_in_room', 'suspend', 'ban')
order by a.id desc
limit $2

-- author -> Author
-- Posts are counted by their entries, whose index has the author in it.
select
    (select count(*) from member m join entry e on e.room_id = m.room_id and e.adds is not null and e.actor = m.number where m.person_id = $1)::int as posts,
    (select count(*) from moderation_act a where a.person_id = $1 and a.act in ('hide', 'remove', 'edit'))::int as hidden,
    (select count(*) from review w join moderation_act a on a.id = w.act_id where a.person_id = $1 and w.outcome = 'overturned')::int as overturned

-- under -> Led
select id from moderation_case where within = $1 order by id

-- seq
select seq from room where id = $1
