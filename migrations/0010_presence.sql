-- Being seen: whether others are shown that a person has a room open, or writes.

alter table person
    add column seen boolean not null default true;
