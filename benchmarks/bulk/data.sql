-- One customer with ${cards} active SIM cards of a simulated mobile operator, ${online} in 100 of them in session. Statements end
-- with a line of two semicolons.
insert into organisation (id, parent_id, kind, name) values
    ('00000000-0000-7000-8000-000000000001', null, 'OPERATOR', 'Operator'),
    ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'CUSTOMER', 'Customer');;
insert into account (id, organisation_id, login, password_hash, language)
values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'customer', '-', 'en');;
insert into account_right (account_id, name)
select id, 'MANAGE_SIMS' from account where login = 'customer';;
insert into api_token (id, account_id, name, hash, rights)
select '00000000-0000-7000-8000-000000000004', id, 'benchmark', sha256(convert_to('${token}customer', 'UTF8')),
    '{MANAGE_SIMS}' from account where login = 'customer';;
insert into sim_group (id, organisation_id, name, is_default)
values ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000002', 'Default', true);;
insert into mobile_operator (id, name, adapter, delay_seconds)
values ('00000000-0000-7000-8000-000000000006', 'Quick', 'SIMULATED', 0);;
insert into sim (id, organisation_id, group_id, iccid, msisdn, operator)
select gen_random_uuid(), '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000005',
    '8933' || lpad(n::text, 15, '0'), '336' || lpad(n::text, 8, '0'), 'Quick'
from generate_series(1, ${cards}) n;;
insert into nas (id, name, network, secret)
values ('00000000-0000-7000-8000-000000000007', 'GGSN', '127.28.3.9', decode('${secret}', 'hex'));;
insert into session (id, sim_id, organisation_id, nas_id, nas_address, acct_session_id, access_point, address, msisdn,
    started_at, last_at)
select uuidv7(), id, organisation_id, '00000000-0000-7000-8000-000000000007', '127.28.3.9', 'b' || n, 'm2m.example',
    '10.0.0.0'::inet + n, msisdn, now() - interval '1 hour', now()
from (select id, organisation_id, msisdn, right(iccid, 10)::bigint as n from sim) s where n % 100 < ${online};;
update sim_activity a set session_id = s.id, address = s.address from session s where s.sim_id = a.sim_id;;
