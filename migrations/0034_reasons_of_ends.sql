-- Why an amendment ended is told while the post of its reasons shows words, and goes with whoever said it.

create or replace view amendment_line as
select a.id, a.proposal_id, a.number, a.post_id, a.by, a.at, r.base, r.number as revision, r.changes,
    coalesce(e.outcome, 'open') as state,
    case when e.reason is not null then case when p.hidden_at is null and p.retracted_at is null then e.reason else '' end end as reason,
    e.by as decided_by, e.at as decided_at, e.version
from amendment a
join post p on p.id = a.post_id
join lateral (
    select v.number, v.base, v.changes from amendment_revision v where v.amendment_id = a.id order by v.number desc limit 1
) r on true
left join amendment_end e on e.amendment_id = a.id;

-- Nothing of an end changes but its reason, which goes once whoever gave it is gone from the room.
create function end_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.reason = '…' and to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason' and exists (
        select from member m where m.room_id = old.room_id and m.number = old."by" and m.ended_at is not null
    ) then
        return new;
    end if;
    raise exception 'what stood before a room is followed by another, never changed' using errcode = 'check_violation', constraint = 'said_stays';
end $$;
create or replace trigger said_stays before update or delete on amendment_end for each row execute function end_stays();

-- Entries of what was hidden or taken back before this.
update entry e set body = jsonb_set(e.body::jsonb, '{amendment,reason}', '""')::json
from post p
where p.id = (e.body->'amendment'->>'post_id')::bigint and e.kind = 'amendment.ended' and (p.hidden_at is not null or p.retracted_at is not null);
