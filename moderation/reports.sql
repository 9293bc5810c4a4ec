-- seen -> Seen
-- A post of a room that this person may read. Those who report one post, or decide on it, come one after the other.
-- No row: no such post, or not for them to read.
select p.room_id, p.thread_id, w.person_id as of, p.retracted_at is not null as retracted, p.hidden_at is not null as hidden, now() as at
from post p
join room r on r.id = p.room_id
join member w on w.room_id = p.room_id and w.number = p.author
where p.id = $1 and (
    r.visibility = 'public'
    or exists (select from member m where m.room_id = p.room_id and m.person_id = $2 and m.ended_at is null)
)
for no key update of p

-- record -> Record
-- What was acted against, and still is, had been reported rightly.
select count(*) filter (where exists (select from standing_act s where s.case_id = c.id))::int as right, count(*)::int as decided
from report r
join moderation_case c on c.id = r.case_id
where c.act_id is not null and r.person_id = $1

-- open -> Open
-- No row: none is open. Nobody can change what it weighs, for its post is locked.
select id, reason, weight, due_at, opened_at from moderation_case where post_id = $1 and (stage = 'open' or (stage = 'proposed' and decided_at is null))

-- open_case
insert into moderation_case (target, room_id, thread_id, post_id, person_id, source, reason, reports, weight, rank, due_at)
values ('post', $1, $2, $3, $4, 'report', $5, 1, $6, $7, $8)
returning id

-- report
insert into report (case_id, of, person_id, reason, words) values ($1, $2, $3, $4, $5)

-- weigh
update moderation_case set reports = reports + 1, reason = $2, weight = $3, rank = $4, due_at = $5 where id = $1
