-- lock
select id from person where id = $1 for no key update

-- everywhere
-- The one that lasts longest, where there are several. Nothing is found where nothing stands.
update person p set (silenced_until, silenced_act) = (
    select coalesce(a.until, 'infinity'), a.id from standing_act a
    where a.person_id = p.id and a.act in ('suspend', 'ban') and coalesce(a.until, 'infinity') > now()
    order by a.until desc nulls first, a.id desc
    limit 1
)
where p.id = $1

-- in_rooms
-- In each room that they are or were in: what goes for every room comes before what goes for this one.
update member m set (silenced_until, silenced_act) = (
    select coalesce(a.until, 'infinity'), a.id from standing_act a join moderation_case c on c.id = a.case_id
    where a.person_id = m.person_id and coalesce(a.until, 'infinity') > now()
        and (a.act in ('suspend', 'ban') or (a.act = 'mute_in_room' and c.room_id = m.room_id))
    order by a.until desc nulls first, a.act desc, a.id desc
    limit 1
)
where m.person_id = $1

-- act
-- No row: there is no such act in this case, or it was taken back.
select act from standing_act where case_id = $1 and id = $2
