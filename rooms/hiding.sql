-- hide
update post set hidden_at = coalesce($4::timestamptz, now()), hidden_as = $2, hidden_rule = $3 where id = $1

-- restore
update post set hidden_at = null, hidden_as = null, hidden_rule = null where id = $1
