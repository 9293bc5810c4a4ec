-- What there was of the audit before it was a log waits for its leaf like the rest. Nobody waits for this.
insert into audit_pending (audit_id)
select id from audit a where not exists (select from audit_leaf l where l.audit_id = a.id)
on conflict do nothing; -- since the last one, rows came that wait already

-- Who reads the audit does not wait for these, and who writes does: minutes, where it has many millions of rows.
-- squawk-ignore require-concurrent-index-creation
create index audit_of_person on audit (person_id, id);
-- squawk-ignore require-concurrent-index-creation
create index audit_of_act on audit (act, id);
-- squawk-ignore require-concurrent-index-creation
create index audit_of_room on audit using gin (room_ids);
-- squawk-ignore require-concurrent-index-creation
create index audit_at on audit using brin (at);
