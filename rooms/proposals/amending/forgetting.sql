-- changes
-- The rows count how many there were.
delete from amendment_change c
using amendment a
where a.id = c.amendment_id and a.room_id = $1 and a.by = $2 and not exists (
    select from taken_change t where t.amendment_id = c.amendment_id and t.place = c.place and exists (
        select from amendment_end e where e.amendment_id = c.amendment_id and e.revision = c.revision
    )
)

-- reasons -> Forgotten
-- Its post is locked: whoever hides it comes before or after. None: they said of none why it ended, or it is gone already.
with theirs as (
    select e.amendment_id, a.post_id, p.hidden_at is null and p.retracted_at is null as shown
    from amendment_end e
    join amendment a on a.id = e.amendment_id
    join post p on p.id = a.post_id
    where e.room_id = $1 and e.by = $2 and e.reason not in ('', '…')
    order by p.id
    for share of p
)
update amendment_end e set reason = '…'
from theirs t
where e.amendment_id = t.amendment_id
returning t.amendment_id as id, t.post_id, t.shown
