-- Small signals to whoever wrote a post. They count for nothing, so the post has no counters for them.
create table reaction (
    post_id  bigint      not null,
    room_id  bigint      not null,
    number   int         not null,
    reaction text        not null check (reaction in ('thanks', 'useful', 'source', 'unclear')),
    at       timestamptz not null default now(),
    primary key (post_id, reaction, number),
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, number) references member
);
create index reaction_of_member on reaction (room_id, number);

-- Whoever wrote it knows; a post never changes its author.
create function reaction_not_on_own() returns trigger language plpgsql as $$
begin
    if exists (select from post p where p.id = new.post_id and p.author = new.number) then
        raise exception 'a reaction is for somebody else''s post' using
            errcode = 'check_violation', constraint = 'reaction_not_on_own';
    end if;
    return new;
end $$;
create trigger reaction_not_on_own before insert or update on reaction
    for each row execute function reaction_not_on_own();
