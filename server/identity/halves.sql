-- forget_old
-- Whatever is over, of anybody; and of this person all but the newest.
delete from half_sign_in
where expires_at < now()
    or (person_id = $1 and id not in (
        select h.id from half_sign_in h where h.person_id = $1 order by h.id desc limit $2
    ))

-- begin
insert into half_sign_in (person_id, token_hash, expires_at)
values ($1, $2, now() + make_interval(secs => $3))

-- find -> Half
-- Locked: two codes at once are tried one after the other. No row: unknown, or it is over.
select id, person_id from half_sign_in
where token_hash = $1 and expires_at > now() and wrong < 5
for update

-- wrong
update half_sign_in set wrong = wrong + 1 where id = $1

-- forget
delete from half_sign_in where id = $1
