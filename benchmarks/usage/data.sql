-- ${cards} SIM cards, every hundredth of which has a session; month.sql gives those a year of consumption. Statements end with
-- a line of two semicolons; ${…} is put in by Data.java.
set synchronous_commit = off;;
set maintenance_work_mem = '512MB';;
set work_mem = '256MB';;

create temporary table size as select ${cards}::bigint as cards, 500 as customers, 100 as apart,
    date_trunc('hour', now()) - interval '366 days' as since, now() as until;;
create function pg_temp.made(seed text) returns uuid language sql immutable strict as $$
    select overlay(md5(seed) placing '7' from 13 for 1)::uuid
$$;;

-- Indexes are made again when the rows are there.
create temporary table index_of as
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relname in ('sim', 'session') and not i.indisprimary
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid);;
do $$ declare i record; begin for i in select * from index_of loop execute 'drop index ' || i.name; end loop; end $$;;

insert into organisation (id, parent_id, kind, name) values (pg_temp.made('operator'), null, 'OPERATOR', 'Operator at size');;
insert into organisation (id, parent_id, kind, name)
values (pg_temp.made('reseller'), pg_temp.made('operator'), 'RESELLER', 'Reseller of a tenth of the others');;
insert into organisation (id, parent_id, kind, name)
select pg_temp.made('customer' || n), pg_temp.made(case when n % 10 = 2 then 'reseller' else 'operator' end), 'CUSTOMER',
    'Customer ' || lpad(n::text, 3, '0')
from size, generate_series(1, customers) n;;
insert into account (id, organisation_id, login, password_hash)
select pg_temp.made('account ' || who), pg_temp.made(organisation), who, '-'
from (values ('operator', 'operator'), ('reseller', 'reseller'), ('customer', 'customer1')) as a (who, organisation);;
insert into api_token (id, account_id, name, hash, rights)
select pg_temp.made('token ' || a.login), a.id, 'benchmark', sha256(convert_to('${token}' || a.login, 'UTF8')), '{}'
from account a;;
insert into nas (id, name, network, secret) values (pg_temp.made('nas'), 'GGSN', '127.28.2.1/32', decode('${secret}', 'hex'));;
insert into access_point (id, name, pools) values (pg_temp.made('apn'), 'm2m.example', '{10.200.0.0/14}');;
insert into sim_group (id, organisation_id, name, is_default)
select pg_temp.made('group' || n || '/' || g), pg_temp.made('customer' || n), 'Group ' || g, g = 0
from size, generate_series(1, customers) n, generate_series(0, 9) g;;

-- The first customer has a tenth of the cards.
create temporary table card as
select n, pg_temp.made('sim' || n) as id, customer, pg_temp.made('customer' || customer) as organisation_id,
    pg_temp.made('group' || customer || '/' || n / apart % 10) as group_id
from (select n, apart, case when n <= cards / 10 then 1 else 2 + (n % (customers - 1))::int end as customer
    from size, generate_series(1, cards) n) numbered;;
insert into sim (id, organisation_id, group_id, access_point_id, iccid, msisdn, imsi, operator, status, label)
select id, organisation_id, group_id, pg_temp.made('apn'), '8933' || lpad(n::text, 15, '0'), '336' || lpad(n::text, 8, '0'),
    '20801' || lpad(n::text, 10, '0'), 'Orange', 'ACTIVE', 'Meter ' || n
from card order by n;;
do $$ declare i record; begin for i in select * from index_of loop execute i.definition; end loop; end $$;;

create temporary table active as select * from card, size where n % apart = 0;;
insert into session (id, sim_id, organisation_id, nas_id, acct_session_id, access_point, address, started_at, last_at,
    interim_seconds)
select pg_temp.made('session' || n), id, organisation_id, pg_temp.made('nas'), to_hex(n), 'm2m.example', '10.200.0.0'::inet + n,
    until - interval '20 hours', until - interval '1 hour', 600
from active;;
update session s set label = sim.label from sim where sim.id = s.sim_id;;
