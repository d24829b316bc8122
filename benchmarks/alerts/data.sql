-- ${cards} SIM cards of 501 organisations, the largest of which has a tenth of them, and what rules of alerts look at: what each
-- carried today, in this month and in the one before, sessions and attempts to sign on of a month. Statements end with a line of
-- two semicolons; ${…} is put in by Data.java.
set synchronous_commit = off;;
set maintenance_work_mem = '512MB';;
set work_mem = '256MB';;

create temporary table size as select ${cards}::bigint as cards, 500 as customers, now() as until;;
create function pg_temp.named(seed text) returns uuid language sql immutable strict as $$
    select overlay(md5(seed) placing '7' from 13 for 1)::uuid
$$;;
create function pg_temp.made(moment timestamptz, seed text) returns uuid language sql immutable strict as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3) || '8'
        || substr(md5(seed), 4, 15))::uuid
$$;;
-- the same number between 0 and 1 for the same words
create function pg_temp.draw(seed text) returns double precision language sql immutable strict as $$
    select (hashtextextended(seed, 7) & 9007199254740991) / 9007199254740992.0
$$;;

-- Indexes are made again when the rows are there.
create temporary table index_of as
select i.indexrelid::regclass::text as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition
from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relname in ('sim', 'session', 'authentication') and not i.indisprimary
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid);;
do $$ declare i record; begin for i in select * from index_of loop execute 'drop index ' || i.name; end loop; end $$;;

insert into organisation (id, parent_id, kind, name) values (pg_temp.named('operator'), null, 'OPERATOR', 'Operator at size');;
insert into organisation (id, parent_id, kind, name)
select pg_temp.named('customer' || n), pg_temp.named('operator'), 'CUSTOMER', 'Customer ' || lpad(n::text, 3, '0')
from size, generate_series(1, customers) n;;
insert into account (id, organisation_id, login, password_hash) values (pg_temp.named('account'), pg_temp.named('operator'), 'operator', '-');;
insert into nas (id, name, network, secret) values (pg_temp.named('nas'), 'GGSN', '127.28.2.1/32', decode('${secret}', 'hex'));;
insert into approved_network (id, organisation_id, network, approved_by)
values (pg_temp.named('loopback'), pg_temp.named('operator'), '127.0.0.0/8', 'operator');;
insert into sim_group (id, organisation_id, name, is_default)
select pg_temp.named('group' || n || '/' || g), pg_temp.named('customer' || n), 'Group ' || g, g = 0
from size, generate_series(1, customers) n, generate_series(0, 9) g;;

create temporary table card as
select n, pg_temp.named('sim' || n) as id, pg_temp.named('customer' || customer) as organisation_id,
    pg_temp.named('group' || customer || '/' || n % 10) as group_id
from (select n, case when n <= cards / 10 then 1 else 2 + (n % (customers - 1))::int end as customer
    from size, generate_series(1, cards) n) numbered;;
create index on card (n);;
analyze card;;
insert into sim (id, organisation_id, group_id, iccid, operator, status, label)
select id, organisation_id, group_id, '8933' || lpad(n::text, 15, '0'), 'Orange',
    case when n % 20 = 0 then 'SUSPENDED' else 'ACTIVE' end, 'Meter ' || n
from card order by n;;
-- every card was heard, four in a hundred not for ten days
update sim_activity a set last_radius_at = until - pg_temp.draw('l' || c.n) ^ 3 * interval '11 days',
    month = date_trunc('month', until at time zone 'UTC')::date, month_bytes = 60000000 + c.n % 1000,
    day = (until at time zone 'UTC')::date, day_bytes = 6000000 + c.n % 1000
from card c, size where c.id = a.sim_id;;

insert into usage_card (sim_id, day, group_id, organisation_id, heard, octets_in, octets_out, sessions, hours_in, hours_out,
    hours_sessions)
select id, (until at time zone 'UTC')::date, group_id, organisation_id, 1, 1000000 + n % 1000, 5000000, 1, array_fill(1000::bigint, array[24]),
    array_fill(5000::bigint, array[24]), array_fill(1, array[24])
from card, size order by n;;
insert into usage_card_month (sim_id, month, group_id, organisation_id, octets_in, octets_out, sessions)
select id, (date_trunc('month', until at time zone 'UTC') - interval '1 month')::date, group_id, organisation_id, 10000000, 50000000, 30
from card, size order by n;;
insert into usage_month (parent, month, added_before)
select parent, (date_trunc('month', until at time zone 'UTC') - interval '1 month')::date,
    date_trunc('month', until at time zone 'UTC')::date
from size, unnest(array['usage_card', 'usage_fleet']) parent
on conflict (parent, month) do update set added_before = excluded.added_before;;
insert into usage_fleet (subject_id, day, heard, octets_in, octets_out, sessions, hours_in, hours_out, hours_sessions)
select subject, d::date, 1, 1000000, 5000000, 100, array_fill(1000::bigint, array[24]), array_fill(5000::bigint, array[24]),
    array_fill(1, array[24])
from size, generate_series(date_trunc('month', until at time zone 'UTC'), until at time zone 'UTC', interval '1 day') d,
    (select id as subject from organisation union all select id from sim_group) s;;

-- a session a card and month, most of them by few cards; one in a hundred in another device
insert into session (id, sim_id, organisation_id, nas_id, acct_session_id, imeisv, started_at, last_at, ended_at)
select pg_temp.made(at, 's' || i), c.id, c.organisation_id, pg_temp.named('nas'), to_hex(i),
    case when i % 100 = 0 then '4900152073237518' else '3569380356438001' end, at, at + interval '1 hour', at + interval '1 hour'
from (select i, until - (1 - i::double precision / cards) * interval '31 days' as at,
        1 + floor(pg_temp.draw('m' || i) ^ 2 * cards)::bigint as n from size, generate_series(1, cards) i) a
join card c using (n);;
select make_parts('authentication', until - interval '32 days', until + interval '28 days') from size;;
insert into authentication (id, at, sim_id, organisation_id, method, accepted, reason)
select pg_temp.made(at, 'a' || i), at, c.id, c.organisation_id, 'IDENTITY', i % 10 > 0,
    case when i % 10 > 0 then 'ACCEPTED' else 'STATUS' end
from (select i, until - (1 - i::double precision / cards) * interval '31 days' as at,
        1 + floor(pg_temp.draw('n' || i) ^ 2 * cards)::bigint as n from size, generate_series(1, cards) i) a
join card c using (n);;
do $$ declare i record; begin for i in select * from index_of loop execute i.definition; end loop; end $$;;
