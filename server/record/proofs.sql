-- newest -> Checkpoint
-- No row: no process has signed anything yet.
select c.size, c.note, h.key
from audit_checkpoint c, audit_head h
order by c.id desc
limit 1
