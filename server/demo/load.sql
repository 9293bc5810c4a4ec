-- untouched
-- Nobody is here but people of a demonstration that was not played to its end.
select not exists (select from position)
    and not exists (select from person where email is null or email not like '%@demo.invalid')

-- password_of
select password from person where email = $1
