-- The other side of `post_left_where_it_is_not`: whoever puts a post into another thread says where it left, and not that it left where it is.

create function post_says_where_it_left() returns trigger language plpgsql as $$
declare
    place bigint := (select thread_id from post where id = new.id); -- by the end of the transaction
begin
    if exists (select from post_stood where post_id = new.id and thread_id = place) then
        raise exception 'a post stands where it is said to have left' using
            errcode = 'check_violation', constraint = 'post_left_where_it_is_not';
    end if;
    if place <> old.thread_id and not exists (select from post_stood where post_id = new.id and thread_id = old.thread_id) then
        raise exception 'a post left a thread, and no row says so' using
            errcode = 'check_violation', constraint = 'post_says_where_it_left';
    end if;
    return null;
end $$;
create constraint trigger post_says_where_it_left after update of thread_id on post
    deferrable initially deferred for each row when (old.thread_id <> new.thread_id) execute function post_says_where_it_left();
