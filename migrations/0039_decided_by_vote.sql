-- A proposal leaves the stage of the vote by a vote of that round that was counted and not annulled. Annulling waits for who leads on.
create function vote_first() returns trigger language plpgsql as $$
declare before text;
begin
    select s.stage into before from proposal_stage s where s.proposal_id = new.proposal_id order by s.number desc limit 1;
    if before = 'vote' then
        perform from vote v where v.proposal_id = new.proposal_id and v.round = new.round and v.result is not null and v.annulled_at is null for share;
        if not found then
            raise exception 'nothing was voted yet' using errcode = 'check_violation', constraint = 'vote_first';
        end if;
    end if;
    return new;
end $$;
create trigger vote_first before insert on proposal_stage for each row execute function vote_first();
