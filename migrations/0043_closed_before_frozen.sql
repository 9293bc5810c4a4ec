-- The text is frozen after its consultation was closed: each comment of it has its answer then, while the text could still follow it.
create function consultation_first() returns trigger language plpgsql as $$
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    if new.stage not in ('drafting', 'discussion', 'amendments', 'withdrawn')
        and (proposal_at(new.proposal_id)).stage in ('discussion', 'amendments')
        and exists (select from consultation c where c.proposal_id = new.proposal_id and c.closed_at is null) then
        raise exception 'a consultation is not closed' using errcode = 'check_violation', constraint = 'consultation_first';
    end if;
    return new;
end $$;
create trigger consultation_first before insert on proposal_stage for each row execute function consultation_first();
