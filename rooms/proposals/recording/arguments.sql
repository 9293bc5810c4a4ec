-- ids -> Id
select post_id from argument where proposal_id = $1 and side = $2 order by strength desc, post_id offset $3 limit $4

-- answers -> Answered
select id, author, version, html from post where id = any($1::bigint[]) and retracted_at is null and hidden_at is null
