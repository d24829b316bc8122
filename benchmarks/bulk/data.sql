-- One customer with ${cards} active SIM cards of a simulated mobile operator. Statements end with a line of two semicolons.
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
insert into sim (id, organisation_id, group_id, iccid, operator)
select gen_random_uuid(), '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000005',
    '8933' || lpad(n::text, 15, '0'), 'Quick'
from generate_series(1, ${cards}) n;;
