-- What there was of the audit before it was a log waits for its leaf like the rest. Nobody waits for this.
insert into audit_pending (audit_id)
select id from audit a where not exists (select from audit_leaf l where l.audit_id = a.id)
on conflict do nothing; -- since the last one, rows came that wait already
