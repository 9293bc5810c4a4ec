-- by_strength -> Id
-- $6 is the strength of the post $4 as the reader has it: what became stronger meanwhile is told by its entry.
select post_id from argument
where proposal_id = $1 and side = $2 and (not $3 or answer_id is null)
    and ($4::bigint is null or strength < $6::float8 or (strength = $6::float8 and post_id > $4))
order by strength desc, post_id
limit $5

-- by_time -> Id
select post_id from argument
where proposal_id = $1 and side = $2 and (not $3 or answer_id is null) and ($4::bigint is null or post_id < $4)
order by post_id desc
limit $5

-- lines -> Argument
-- In the order of the ids.
select p.id, p.thread_id, p.parent_id, p.author, p.kind, p.html, p.version, p.at, p.edited_at, p.retracted_at, p.retracted_by,
    p.retracted_reason, p.agrees, p.disagrees, p.passes, e.seq, (select f.files from attached f where f.post_id = p.id) as files,
    p.hidden_at, p.hidden_as, p.hidden_rule, p.cut_at, p.cut_rule, p.cut_act,
    a.side as column, a.strength,
    (
        select count(*)::int from post r
        where r.thread_id = p.thread_id and r.parent_id = p.id and r.retracted_at is null and r.hidden_at is null
    ) as replies,
    a.used_by, a.used_at, a.answer_id, a.answer_author, a.answered_by, a.answered_at,
    (
        select case when w.still_open then w.ended_at end from argument_answer w
        where w.proposal_id = $1 and w.post_id = p.id order by w.id desc limit 1
    ) as still_open_at,
    (select o.position from position o where o.post_id = p.id and o.room_id = $3 and o.number = $4) as mine
from unnest($2::bigint[]) with ordinality as asked(post_id, n)
cross join lateral ( -- each by itself, by its id: not all of them first
    select c.post_id, c.side, c.strength, c.used_by, c.used_at, c.answer_id, c.answer_author, c.answered_by, c.answered_at
    from argument c where c.proposal_id = $1 and c.post_id = asked.post_id limit 1
) a
join post p on p.id = a.post_id
join entry e on e.adds = p.id
order by asked.n

-- evidence -> Evidence
-- One for each argument that has any.
select p.id, p.thread_id, p.parent_id, p.author, p.kind, p.html, p.version, p.at, p.edited_at, p.retracted_at, p.retracted_by,
    p.retracted_reason, p.agrees, p.disagrees, p.passes, e.seq, (select f.files from attached f where f.post_id = p.id) as files,
    p.hidden_at, p.hidden_as, p.hidden_rule, p.cut_at, p.cut_rule, p.cut_act
from unnest($1::bigint[]) with ordinality as asked(post_id, n)
join post a on a.id = asked.post_id
cross join lateral (
    select r.id from post r
    where r.thread_id = a.thread_id and r.parent_id = a.id and r.kind = 'evidence' and r.retracted_at is null and r.hidden_at is null
    order by argument_strength(r.agrees, r.disagrees) desc, r.id
    limit 1
) b
join post p on p.id = b.id
join entry e on e.adds = p.id
order by asked.n

-- counts -> ColumnCounts
select count(*) filter (where side = 'support')::int as supports, count(*) filter (where side = 'critique')::int as critiques,
    count(*) filter (where side = 'critique' and answer_id is null)::int as unanswered,
    count(*) filter (where side = 'question')::int as questions,
    count(*) filter (where side = 'question' and answer_id is null)::int as open_questions
from argument where proposal_id = $1

-- first_post
select post_id from proposal_first_post where proposal_id = $1

-- foremost -> Objection
-- Of the objections that nobody has answered, those that are strongest by their tally.
with top as (
    select post_id, agrees, disagrees from argument
    where proposal_id = $1 and side = 'critique' and answer_id is null
    order by strength desc
    fetch first row with ties
)
select t.post_id, t.agrees, t.disagrees, (
    select count(distinct r.author)::int from post r
    where r.thread_id = p.thread_id and r.parent_id = p.id and r.author <> p.author and r.retracted_at is null and r.hidden_at is null
) as replied
from top t join post p on p.id = t.post_id

-- is_one
select exists (select from argument where proposal_id = $1 and post_id = $2)

-- replies -> Post
with recursive branch as (
    select p.id, p.thread_id from post a join post p on p.thread_id = a.thread_id and p.parent_id = a.id where a.id = $1
    union all
    select p.id, p.thread_id from branch b join post p on p.thread_id = b.thread_id and p.parent_id = b.id
)
select p.id, p.thread_id, p.parent_id, p.author, p.kind, p.html, p.version, p.at, p.edited_at, p.retracted_at, p.retracted_by,
    p.retracted_reason, p.agrees, p.disagrees, p.passes, e.seq, (select f.files from attached f where f.post_id = p.id) as files,
    p.hidden_at, p.hidden_as, p.hidden_rule, p.cut_at, p.cut_rule, p.cut_act
from branch b join post p on p.id = b.id join entry e on e.adds = p.id
where p.id > $2 and p.retracted_at is null and p.hidden_at is null
order by p.id
limit $3
