-- above -> Above
-- The post and those above it, the nearest first. No row: no such post.
with recursive above as (
    select p.id, p.parent_id, p.room_id, p.retracted_at is null and p.hidden_at is null as there from post p where p.id = $1
    union all
    select p.id, p.parent_id, p.room_id, p.retracted_at is null and p.hidden_at is null from above a join post p on p.id = a.parent_id
)
select id, room_id, there from above order by id desc

-- disputed -> Disputed
-- Of these posts, those that are arguments of a proposal which is argued about now; the nearest first.
select a.proposal_id, a.post_id as argument_id, o.author, a.answer_id, a.answered_by as marked_by,
    exists (select from member m where m.room_id = p.table_id and m.person_id = $3 and m.ended_at is null) as drafts,
    exists (
        select from argument_answer w where w.proposal_id = p.id and w.post_id = a.post_id and w.answer_id = $4 and w.still_open
    ) as denied
from unnest($1::bigint[]) as asked(id)
cross join lateral ( -- each by itself, by its id: not all of them first
    select c.proposal_id, c.post_id, c.answer_id, c.answered_by from argument c where c.post_id = asked.id limit $6
) a
join proposal p on p.id = a.proposal_id
join thread t on t.id = p.thread_id
join post o on o.id = a.post_id
where p.room_id = $2 and t.closed_at is null and (proposal_at(p.id)).stage = any($5::text[])
order by a.post_id desc, a.proposal_id
limit $6
