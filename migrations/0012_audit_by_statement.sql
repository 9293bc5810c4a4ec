-- Rows of the audit that one statement brought are put to wait for their leaves by one statement, not each by its own.

create or replace function audit_awaits_its_leaf() returns trigger language plpgsql as $$
begin
    insert into audit_pending (audit_id) select id from brought;
    return null;
end $$;

drop trigger audit_awaits_its_leaf on audit;
create trigger audit_awaits_its_leaf after insert on audit
    referencing new table as brought
    for each statement execute function audit_awaits_its_leaf();
