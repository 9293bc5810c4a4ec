-- Titles of threads and names of people that moderation takes from their readers, and what is called otherwise meanwhile.

-- squawk-ignore ban-drop-constraint
alter table entry_subject drop constraint entry_subject_subject_check; -- the next one takes its place: entries bear titles too
alter table entry_subject add constraint entry_subject_subject_check check (subject ~ '^(post|thread|member):[0-9]+$') not valid;

create table hidden_title (                          -- what a thread was called that moderation has taken its title from: theirs alone to read
    thread_id bigint primary key references thread,
    title     text        not null check (char_length(title) between 1 and 200),
    how       text        not null check (how in ('hidden', 'removed')),
    rule      text        not null check (char_length(rule) <= 40),
    at        timestamptz not null default now()
);

-- While there is such a row the thread is called so, whoever writes into either table; without it, as it was.
create function title_is_taken() returns trigger language plpgsql as $$
begin
    update thread set title = 'Tiêu đề đã bị ẩn' where id = new.thread_id;
    return null;
end $$;
create trigger title_is_taken after insert on hidden_title
    for each row execute function title_is_taken();

create function title_is_given_back() returns trigger language plpgsql as $$
begin
    update thread set title = old.title where id = old.thread_id;
    return null;
end $$;
create trigger title_is_given_back after delete on hidden_title
    for each row execute function title_is_given_back();

create function hidden_title_stays() returns trigger language plpgsql as $$
begin
    if new.title <> 'Tiêu đề đã bị ẩn' and exists (select from hidden_title where thread_id = new.id) then
        raise exception 'the title of this thread is hidden' using errcode = 'check_violation', constraint = 'title_hidden';
    end if;
    return new;
end $$;
create trigger hidden_title_stays before update of title on thread
    for each row execute function hidden_title_stays();

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
