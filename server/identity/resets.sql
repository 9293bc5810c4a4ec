-- reachable -> Reachable
-- No row: nobody has this e-mail.
select id, email, language, left(encode(sha256(convert_to(coalesce(password, ''), 'UTF8')), 'hex'), 32) as stamp,
    floor(extract(epoch from now()) / 900)::bigint as span
from person where email = $1

-- replace
-- No row: the password has another stamp by now, or nobody is left whose it was.
update person set password = $3
where id = $1 and left(encode(sha256(convert_to(coalesce(password, ''), 'UTF8')), 'hex'), 32) = $2
returning true
