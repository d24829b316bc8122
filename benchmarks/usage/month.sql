-- A month of consumption, hour by hour, of the cards that have a session. Day after day, as it was written: a card's year lies on
-- as many pages as it has days. ${day} is the month's first day.
insert into usage_card (sim_id, day, group_id, organisation_id, heard, octets_in, octets_out, sessions, hours_in, hours_out,
    hours_sessions)
select s.id, d::date, s.group_id, s.organisation_id, (1 << 24) - 1, 24 * v, 120 * v, 24, array_fill(v, array[24]),
    array_fill(5 * v, array[24]), array_fill(1, array[24])
from generate_series(date '${day}', date '${day}' + interval '1 month' - interval '1 day', interval '1 day') d,
    (select distinct sim_id from session) active join sim s on s.id = active.sim_id,
    lateral (select 1000 + abs(hashtextextended(s.id::text || d::date, 7)) % 1000000 as v) value
where d <= now()
order by d;;
insert into usage_fleet (subject_id, day, heard, octets_in, octets_out, sessions, hours_in, hours_out, hours_sessions)
select subject, day, (1 << 24) - 1, sum(octets_in), sum(octets_out), sum(sessions), array_fill((sum(octets_in) / 24)::bigint, array[24]),
    array_fill((sum(octets_out) / 24)::bigint, array[24]), array_fill((sum(sessions) / 24)::int, array[24])
from usage_card u, lateral (select u.group_id union all select u.organisation_id
    union all select o.parent_id from organisation o where o.id = u.organisation_id
    union all select p.parent_id from organisation o join organisation p on p.id = o.parent_id
        where o.id = u.organisation_id and p.parent_id is not null) as s (subject)
where day >= date '${day}' and day < date '${day}' + interval '1 month'
group by subject, day;;
