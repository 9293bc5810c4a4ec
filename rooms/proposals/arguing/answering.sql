-- asked -> Asked
-- No row: the proposal has no such argument or question, or it cannot be read now.
select p.author, w.answer_id, w.by as marked_by
from argument a
join post p on p.id = a.post_id
left join argument_answer w on w.proposal_id = a.proposal_id and w.post_id = a.post_id and w.ended_at is null
where a.proposal_id = $1 and a.post_id = $2

-- reply -> Reply
-- It is locked against whoever takes it back or hides it: nothing is marked that went a moment before.
-- Ids grow along a branch, so the way up ends. No row: no such reply in the branch, or it cannot be read now.
with recursive reply as (
    select p.id, p.parent_id, p.author from post p where p.id = $3 and p.retracted_at is null and p.hidden_at is null for share
),
above as (
    select parent_id as id from reply
    union all
    select p.parent_id from above join post p on p.id = above.id where above.id > $2
)
select (select author from reply), exists (
    select from argument_answer w where w.proposal_id = $1 and w.post_id = $2 and w.answer_id = $3 and w.still_open
) as denied
from above where id = $2

-- mark -> ArgumentAnswer
insert into argument_answer (proposal_id, room_id, post_id, answer_id, by) values ($1, $2, $3, $4, $5)
returning proposal_id, post_id, answer_id, by, at

-- end -> ArgumentAnswer
-- No row: nothing is marked.
update argument_answer set ended_by = $3, ended_at = now(), still_open = $4
where proposal_id = $1 and post_id = $2 and ended_at is null
returning proposal_id, post_id, answer_id, by, at

-- now
select now()
