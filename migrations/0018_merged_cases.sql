-- Cases that were merged and wait as one: only while they are open, and counted by the one that leads them.

create function case_joins_open() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or old.stage <> 'open' or new.stage <> 'open' then
        raise exception 'a case is merged and split while it is open' using errcode = 'check_violation', constraint = 'case_joins_open';
    end if;
    return new;
end $$;
create trigger case_joins_open before update of within on moderation_case
    for each row when (old.within is distinct from new.within) execute function case_joins_open();
create trigger case_begins_alone before insert on moderation_case
    for each row when (new.within is not null) execute function case_joins_open();

-- What a leading case has of those under it, put down anew whenever one of them changes: nobody writes it by hand.
create function case_counts_led() returns trigger language plpgsql as $$
declare
    leaders bigint[] := array_remove(array[old.within, new.within, case when new.leads > 0 then new.id end], null);
begin
    perform from moderation_case where id = any(leaders) order by id for no key update;
    update moderation_case l set (leads, led_rank, led_due_at) = (
        select count(*), case when count(*) > 0 then greatest(l.rank, max(c.rank)) end,
            case when count(*) > 0 then least(l.due_at, min(c.due_at)) end
        from moderation_case c
        where c.within = l.id and c.stage = 'open'
    )
    where l.id = any(leaders);
    return null;
end $$;
create trigger case_counts_led after update of within, stage, rank, due_at on moderation_case
    for each row when (old.within is not null or new.within is not null or new.leads > 0) execute function case_counts_led();

create function case_is_counted() returns trigger language plpgsql as $$
begin
    raise exception 'what a case leads is counted, never written';
end $$;
create trigger case_is_counted before update of leads, led_rank, led_due_at on moderation_case
    for each row when (pg_trigger_depth() = 0) execute function case_is_counted();
