-- An operator's data at size: ${cards} SIM cards of some hundred customers, one of whom has a fifth of them, and what they
-- did in 90 days. The same size gives the same data, but for the time it is made at. Statements end with a line of two
-- semicolons; ${…} is put in by Data.java.
set synchronous_commit = off;;
set maintenance_work_mem = '512MB';;
set work_mem = '256MB';;

create function pg_temp.made(moment timestamptz, seed text) returns uuid language sql immutable strict as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3) || '8'
        || substr(md5(seed), 4, 15))::uuid
$$;;
-- the same number between 0 and 1 for the same words
create function pg_temp.draw(seed text) returns double precision language sql immutable strict as $$
    select (hashtextextended(seed, 7) & 9007199254740991) / 9007199254740992.0
$$;;

create temporary table size as select ${cards}::bigint as cards, least(500, ${cards} / 200 + 2)::int as customers,
    least(20, ${cards} / 5000 + 1)::int as resellers, now() - interval '90 days' as since, now() as until;;

-- Indexes are made again when the rows are there: five times as fast.
create temporary table index_of as
select i.indexrelid::regclass::text as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition
from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relname in ('sim', 'session', 'connection', 'authentication') and not i.indisprimary
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid);;
do $$ declare i record; begin for i in select * from index_of loop execute 'drop index ' || i.name; end loop; end $$;;

insert into organisation (id, parent_id, kind, name)
select pg_temp.made(since, 'operator'), null, 'OPERATOR', 'Operator at size' from size;;
insert into organisation (id, parent_id, kind, name)
select pg_temp.made(since, 'reseller' || n), pg_temp.made(since, 'operator'), 'RESELLER', 'Reseller ' || n
from size, generate_series(1, resellers) n;;
insert into organisation (id, parent_id, kind, name, reference)
select pg_temp.made(since, 'customer' || n), pg_temp.made(since, 'reseller' || (n % resellers + 1)), 'CUSTOMER',
    'Customer ' || lpad(n::text, 3, '0'), 'C' || (10000 + n)
from size, generate_series(1, customers) n;;

insert into account (id, organisation_id, login, password_hash)
select pg_temp.made(since, 'account ' || who), pg_temp.made(since, organisation), who, '-'
from size, (values ('operator', 'operator'), ('reseller', 'reseller2'), ('customer', 'customer1'))
    as a (who, organisation) where who <> 'reseller' or resellers > 1;;
insert into account_right (account_id, name)
select a.id, r.name from account a, unnest(array['MANAGE_ORGANISATIONS', 'MANAGE_SIMS', 'MANAGE_ROUTES', 'MANAGE_NAS',
    'APPROVE_DESTINATIONS', 'VIEW_METRICS']) as r (name) where a.login = 'operator';;
insert into api_token (id, account_id, name, hash, rights)
select pg_temp.made(since, 'token ' || a.login), a.id, 'benchmark',
    sha256(convert_to('${token}' || a.login, 'UTF8')), coalesce((select array_agg(name) from account_right r where r.account_id = a.id), '{}')
from size, account a;;

insert into nas (id, name, network, secret)
select pg_temp.made(since, 'nas' || n), 'GGSN ' || n, ('127.28.2.' || n)::cidr, decode('${secret}', 'hex')
from size, generate_series(1, 4) n;;
insert into access_point (id, name, pools, interim_interval)
select pg_temp.made(since, 'apn' || n), 'm2m' || n || '.example', '{10.200.0.0/14}', 3600 from size, generate_series(1, 3) n;;
insert into approved_network (id, organisation_id, network, approved_by)
select pg_temp.made(since, 'loopback'), pg_temp.made(since, 'operator'), '127.0.0.0/8', 'operator' from size;;

insert into sim_group (id, organisation_id, name, is_default)
select pg_temp.made(since, 'group' || n || '/' || g), pg_temp.made(since, 'customer' || n),
    case g when 0 then 'Default' else (array['Shops', 'Meters', 'Vans', 'Kiosks', 'Pilots'])[g % 5 + 1] || ' ' || g end, g = 0
from size, generate_series(1, customers) n, generate_series(0, case n when 1 then 39 else 3 end) g;;
insert into route (id, organisation_id, group_id, input_port, type, label, health_check)
select pg_temp.made(since, 'route' || g.id || p.port), g.organisation_id, g.id, p.port, p.type, p.label, 'NONE'
from size, sim_group g, (values (4001, 'DEFAULT', 'Payments'), (443, 'HTTPS', 'Fleet server')) as p (port, type, label);;
insert into route_destination (route_id, position, host, port, priority)
select r.id, d, '127.28.3.' || (1 + abs(hashtext(r.id::text)) % 200), case d when 0 then 9443 else 9444 end, d + 1
from route r, generate_series(0, 1) d;;

-- A customer's cards came together: they lie together.
create temporary table card as
select n, pg_temp.made(since + n * interval '1 millisecond', 'sim' || n) as id, customer,
    pg_temp.made(since, 'customer' || customer) as organisation_id,
    case when pg_temp.draw('g' || n) < 0.6 then 0
        else 1 + floor(pg_temp.draw('h' || n) * case customer when 1 then 39 else 3 end)::int end as group_number,
    '8933' || lpad((n * 7919 % 10000019)::text, 8, '0') || lpad(n::text, 7, '0') as iccid,
    '336' || lpad(n::text, 8, '0') as msisdn, '20801' || lpad(n::text, 10, '0') as imsi, since
from (select n, since, cards, case when n <= cards / 5 or customers < 3 then 1
        else 2 + floor((customers - 1) * ((n - cards / 5.0 - 1) / (cards * 0.8)) ^ 2)::int end as customer
    from size, generate_series(1, cards) n) numbered;;
create index on card (n);;
analyze card;;
insert into sim (id, organisation_id, group_id, access_point_id, iccid, msisdn, imsi, operator, status, roaming, label,
    user_name, static_address, created_at)
select id, organisation_id, pg_temp.made(since, 'group' || customer || '/' || group_number),
    pg_temp.made(since, 'apn' || (n % 3 + 1)), iccid, msisdn, case when n % 50 > 0 then imsi end,
    (array['Orange', 'SFR', 'Bouygues Telecom', 'Telefonica', ''])[case when n % 100 = 0 then 5 else 1 + (n % 4) end],
    case when n % 20 = 0 then 'SUSPENDED' when n % 33 = 0 then 'ACTIVATABLE' when n % 50 = 49 then 'TERMINATED' else 'ACTIVE' end,
    n % 10 = 0,
    (array['Payment terminal', 'Meter', 'Camera', 'Router', 'Payment terminal'])[n % 5 + 1] || ' ' ||
        (array['Paris', 'Lyon', 'Marseille', 'Lille', 'Nantes', 'Brest', 'Nice'])[n % 7 + 1] || ' ' || n,
    case when n % 10 = 3 then 'terminal' || n end,
    case when n <= 8 then ('127.28.1.' || n)::inet end, -- signs on from this machine
    since + n * interval '1 millisecond'
from card order by n;;
update sim_activity a set last_radius_at = until - pg_temp.draw('l' || c.n) ^ 3 * interval '90 days',
    month = date_trunc('month', until at time zone 'UTC')::date, month_bytes = floor(1000 / (pg_temp.draw('b' || c.n) + 1e-6))::bigint * 97
from card c, size where c.id = a.sim_id and c.n % 9 > 0;;

-- Open sessions of every fifth card, and four that ended for each of them.
insert into session (id, sim_id, organisation_id, nas_id, nas_address, acct_session_id, access_point, address, msisdn, imsi,
    radio, visited_network, started_at, last_at, interim_seconds, ended_at, end_reason, terminate_cause, octets_in, octets_out,
    packets_in, packets_out, label)
select pg_temp.made(started_at, 's' || c.n || '/' || k), c.id, c.organisation_id, pg_temp.made(c.since, 'nas' || (c.n % 4 + 1)),
    ('127.28.2.' || (c.n % 4 + 1))::inet, to_hex(c.n * 8 + k), 'm2m' || (c.n % 3 + 1) || '.example',
    case when c.n <= 8 then ('127.28.1.' || c.n)::inet else '10.0.0.0'::inet + c.n end, c.msisdn, c.imsi, 'LTE', '20801', started_at,
    case when k = 0 then until else started_at + interval '3 hours' end, 3600,
    case when k > 0 then started_at + interval '3 hours' end, case when k > 0 then 'STOP' end, case when k > 0 then 'User-Request' end,
    (c.n * 31 % 1000000), (c.n * 17 % 9000000), 100, 200,
    (select label from sim where sim.id = c.id)
from (select c.*, k, until, case when k = 0 then until - pg_temp.draw('o' || n) * interval '20 hours'
        else c.since + (k - 1 + pg_temp.draw('e' || n || k)) * interval '22 days' end as started_at
    from card c, size, generate_series(0, 4) k where c.n % 5 = 0 or (k = 0 and c.n <= 8)) c
order by started_at;;
update sim_activity a set session_id = s.id, address = s.address from session s where s.sim_id = a.sim_id and s.ended_at is null;;

select make_parts('connection', since - interval '1 day', until + interval '28 days'),
    make_parts('authentication', since - interval '1 day', until + interval '28 days') from size;;
insert into authentication (id, at, nas_id, nas_address, sim_id, organisation_id, user_name, msisdn, imsi, access_point, method,
    accepted, reason, address)
select pg_temp.made(at, 'a' || i), at, pg_temp.made(c.since, 'nas' || (i % 4 + 1)), ('127.28.2.' || (i % 4 + 1))::inet,
    c.id, c.organisation_id, 'm2m', c.msisdn, c.imsi, 'm2m1.example', 'IDENTITY', i % 25 > 0,
    case when i % 25 > 0 then 'ACCEPTED' else 'STATUS' end, case when i % 25 > 0 then '10.0.0.0'::inet + c.n end
from (select i, since + (until - since) * (i::double precision / total) as at,
        1 + floor(pg_temp.draw('n' || i) ^ 2 * cards)::bigint as n
    from size, (select greatest(cards, 1) as total from size) t, generate_series(1, total) i) a
join card c using (n);;

-- Five connections a card, most of them by few; ninety-six in a hundred end well.
insert into connection (id, opened_at, ended_at, kind, node, organisation_id, sim_id, iccid, group_id, session_id, route_id,
    source_address, source_port, input_port, destination, destination_address, destination_port, path, connect_millis, bytes_up,
    bytes_down, end_reason)
select pg_temp.made(at, 'c' || i), at, at + pg_temp.draw('d' || i) * interval '5 minutes', 'ROUTE', 'gateway-' || (i % 2 + 1),
    c.organisation_id, c.id, c.iccid, r.group_id, null, r.id, '10.0.0.0'::inet + c.n, 20000 + i % 40000, r.input_port,
    case when good then h.host else '' end, case when good then h.host::inet end, case when good then 9443 end,
    jsonb_build_array(jsonb_build_object('destination', h.host, 'address', h.host, 'port', 9443, 'priority', 1,
        'outcome', case when good then 'CONNECTED' else 'REFUSED' end, 'millis', i % 80)),
    case when good then i % 80 end, i % 4000, i % 90000,
    case when good then (array['client_closed', 'destination_closed', 'client_closed', 'idle_timeout'])[i % 4 + 1] when i % 5000 = 0
        then 'destination_reset' else 'all_destinations_failed' end
from (select i, since, since + (until - since) * (i::double precision / (cards * 5)) as at, i % 25 > 0 as good,
        1 + floor(pg_temp.draw('m' || i) ^ 2 * cards)::bigint as n from size, generate_series(1, cards * 5) i) a
join card c using (n)
join lateral (select pg_temp.made(a.since, 'group' || customer || '/' || group_number) as group_id) g on true
join route r on r.group_id = g.group_id and r.input_port = case when i % 3 = 0 then 443 else 4001 end
join lateral (select '127.28.3.' || (1 + abs(hashtext(r.id::text)) % 200) as host) h on true;;

-- each is named by its address
insert into connection_destination (destination, organisation_id, is_name)
select distinct destination, organisation_id, true from connection where destination <> '';;

do $$ declare i record; begin for i in select * from index_of loop execute i.definition; end loop; end $$;;
