-- hide -> Placed
-- The row is locked until commit: an edit under way comes first, a later one finds it hidden. No row: no such post.
update post set hidden_at = coalesce($4::timestamptz, now()), hidden_as = $2, hidden_rule = $3
where id = $1
returning room_id, hidden_at as at

-- restore
-- The post's room. No row: no such post, or not hidden.
update post set hidden_at = null, hidden_as = null, hidden_rule = null
where id = $1 and hidden_at is not null
returning room_id
