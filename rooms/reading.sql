-- mark -> Unread
-- What is numbered above the journal's head cannot have been read: it is cut off, or a mark would cover posts that
-- are yet to come. No row: this person is not in the room.
with inside as (
    select m.room_id, m.person_id, m.number, int8multirange(int8range(0, r.seq, '[]')) as written
    from member m join room r on r.id = m.room_id
    where m.room_id = $1 and m.person_id = $2 and m.ended_at is null
),
marked as (
    insert into reading (person_id, room_id, ranges)
    select person_id, room_id, range_agg(part) * written
        - coalesce((select range_agg(gone) from unnest($4::int8range[]) as gone), '{}')
    from inside, unnest($3::int8range[] || 'empty'::int8range) as part
    group by person_id, room_id, written
    on conflict (person_id, room_id) do update set ranges = reading.ranges + excluded.ranges
        - coalesce((select range_agg(gone) from unnest($4::int8range[]) as gone), '{}')
    returning ranges
)
select count(e.seq)::int as unread
from inside
cross join marked
left join entry e on e.room_id = $1 and e.adds is not null and e.actor is distinct from inside.number
    and not marked.ranges @> e.seq
group by inside.number
