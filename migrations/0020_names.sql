-- Names of people that were reported, and what is called otherwise while they are taken away.

-- squawk-ignore ban-drop-constraint
alter table entry_subject drop constraint entry_subject_subject_check; -- the next one takes its place: entries bear titles too
alter table entry_subject add constraint entry_subject_subject_check check (subject ~ '^(post|thread|member):[0-9]+$') not valid;

create table borne_name (                            -- a name as somebody bore it when it was reported: theirs and moderation's alone to read
    id           bigint generated always as identity primary key,
    person_id    bigint      not null references person,
    room_id      bigint      not null references room, -- where it was reported first
    name         text        not null check (char_length(name) between 1 and 100),
    organisation text        not null check (char_length(organisation) <= 200),
    at           timestamptz not null default now(),
    how          text check (how in ('hidden', 'removed')), -- null: it is not taken away
    rule         text check (char_length(rule) <= 40),
    in_place     boolean     not null default false, -- something else stands where it did, until the person chooses another or has it back
    check (num_nulls(how, rule) in (0, 2)),
    check (not in_place or how is not null)
);
create index borne_name_of_person on borne_name (person_id, id);
create unique index borne_name_in_place on borne_name (person_id) where in_place;

-- Whoever bears a name that is taken away is called so instead, whoever writes into either table, and has it back with the end of that.
create function name_is_taken() returns trigger language plpgsql as $$
begin
    new.in_place := new.how is not null and (old.in_place or exists (
        select from person where id = new.person_id and (name, organisation) = (new.name, new.organisation)
    ));
    return new;
end $$;
create trigger name_is_taken before update of how on borne_name
    for each row execute function name_is_taken();

create function name_is_exchanged() returns trigger language plpgsql as $$
begin
    if new.in_place and not old.in_place then
        update person set name = 'Tên đã bị ẩn', organisation = '' where id = new.person_id;
    elsif old.in_place and new.how is null then
        update borne_name set in_place = true where id = (
            select min(b.id) from borne_name b where b.person_id = new.person_id and b.how is not null and (
                lower(b.name) = lower(new.name) or (b.organisation <> '' and lower(b.organisation) = lower(new.organisation))
            )
        );
        if not found then                            -- nothing else of it is taken away
            update person set name = new.name, organisation = new.organisation where id = new.person_id;
        end if;
    end if;
    return null;
end $$;
create trigger name_is_exchanged after update of how on borne_name
    for each row execute function name_is_exchanged();

-- Nobody calls themselves so, nor as the erased are called, nor as they were called again, by name or organisation; by any other name
-- they may. Whoever is erased is called as all of those are, whatever was decided about that name before.
create function hidden_name_stays() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() = 1 and new.erased_at is null and (
        (new.name = 'Tên đã bị ẩn' and (tg_op = 'INSERT' or old.name <> new.name or new.organisation <> ''))
        or (new.name = 'Tài khoản đã xóa' and (tg_op = 'INSERT' or old.name <> new.name))
        or (tg_op = 'UPDATE' and (new.name, new.organisation) <> (old.name, old.organisation) and exists (
            select from borne_name
            where person_id = new.id and how is not null and (
                lower(name) = lower(new.name) or (organisation <> '' and lower(organisation) = lower(new.organisation))
            )
        ))
    ) then
        raise exception 'this name is hidden' using errcode = 'check_violation', constraint = 'name_hidden';
    end if;
    return new;
end $$;
create trigger hidden_name_stays before insert or update of name, organisation on person
    for each row execute function hidden_name_stays();

create function another_name_is_chosen() returns trigger language plpgsql as $$
begin
    update borne_name set in_place = false where person_id = new.id and in_place and new.name <> 'Tên đã bị ẩn';
    return null;
end $$;
create trigger another_name_is_chosen after update of name on person
    for each row when (old.name <> new.name) execute function another_name_is_chosen();
