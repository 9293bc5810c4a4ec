-- leaves -> Leaf
-- The first so many leaves of the log.
select l.leaf, a.id, a.at, a.act, a.room_ids, a.person_id, a.session_id, a.facts::text as facts, l.salt, l.commitment
from audit_leaf l join audit a on a.id = l.audit_id
where l.leaf < $1
order by l.leaf
