-- M2M-10: what cards, groups and organisations carry, hour by hour. A row is a card's day (UTC) in a group, with its 24 hours in
-- arrays of a fixed size: written again in its place with every report (no index holds what changes), a fifth of the room of
-- a row for each hour, and a year of a card is 365 rows. Counters are raised in the statement that raises the session's, by
-- what the session's rose: what is written twice raises neither.
create table usage_card (
    sim_id           uuid not null,
    day              date not null,
    group_id         uuid not null,
    organisation_id  uuid not null,
    heard            integer not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null,
    hours_in         bigint[] not null,
    hours_out        bigint[] not null,
    hours_sessions   integer[] not null,
    primary key (sim_id, day, group_id)
) partition by range (day);
comment on table usage_card is 'one part a month; what is older than the hours that are kept goes into usage_card_month';
comment on column usage_card.group_id is 'where the card was when it was reported';
comment on column usage_card.heard is 'bit h: something was reported between h:00 and h:59 UTC; an hour without is a gap, not a zero';
comment on column usage_card.octets_in is 'received from the terminal';
comment on column usage_card.octets_out is 'sent to the terminal';
comment on column usage_card.sessions is 'how many were first heard of';
create index usage_card_organisation on usage_card (day, organisation_id);
create table part.usage_card_others partition of usage_card default;

-- The same of a group's cards, and of the cards of an organisation and of all below it.
create table usage_fleet (
    subject_id       uuid not null,
    day              date not null,
    heard            integer not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null,
    hours_in         bigint[] not null,
    hours_out        bigint[] not null,
    hours_sessions   integer[] not null,
    primary key (subject_id, day)
) partition by range (day);
comment on column usage_fleet.subject_id is 'a group or an organisation';
create table part.usage_fleet_others partition of usage_fleet default;

-- On the way into usage_fleet: a row for each group in each batch of reports, so that writers never wait for one another at
-- the row of a large group. Some seconds later they are taken out and added up; whoever reads adds what is still here.
create table usage_told (
    group_id         uuid not null,
    organisation_id  uuid not null,
    hour             timestamptz not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_threshold = -1,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);

-- What is left when the hours go: months of UTC.
create table usage_card_month (
    sim_id           uuid not null,
    month            date not null,
    organisation_id  uuid not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null,
    primary key (sim_id, month, organisation_id)
);
create table usage_fleet_month (
    subject_id       uuid not null,
    month            date not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null,
    primary key (subject_id, month)
);
create index usage_card_month_of on usage_card_month (month);
create index usage_fleet_month_of on usage_fleet_month (month);

-- Where a card was until it moved: bytes that are told late belong to the group of their hour.
create table sim_move (
    sim_id           uuid not null references sim (id) on delete cascade,
    moved_at         timestamptz not null,
    group_id         uuid not null,
    organisation_id  uuid not null,
    primary key (sim_id, moved_at)
);
create index sim_move_age on sim_move (moved_at);
comment on column sim_move.group_id is 'the group it left';

create function note_move() returns trigger language plpgsql as $$
begin
    insert into sim_move (sim_id, moved_at, group_id, organisation_id)
    values (old.id, now(), old.group_id, old.organisation_id) on conflict do nothing;
    return null;
end $$;
create trigger sim_note_move after update of group_id on sim
    for each row when (old.group_id <> new.group_id) execute function note_move();

-- Makes the parts of every month between two days that are not there yet; how many it made. Rows that came before their part
-- move over.
create function make_usage_parts(parent text, since date, until date) returns integer language plpgsql as $$
declare
    month date := date_trunc('month', since)::date;
    following date;
    part_name text;
    made integer := 0;
begin
    while month <= until loop
        following := (month + interval '1 month')::date;
        part_name := parent || '_' || to_char(month, 'YYYYMM');
        if to_regclass(format('part.%I', part_name)) is null then
            execute format('create table part.%I (like public.%I including all) with (fillfactor = 80)', part_name, parent);
            execute format('with early as (delete from part.%I where day >= %L and day < %L returning *)
                insert into part.%I select * from early', parent || '_others', month, following, part_name);
            execute format('alter table public.%I attach partition part.%I for values from (%L) to (%L)',
                parent, part_name, month, following);
            made := made + 1;
        end if;
        month := following;
    end loop;
    return made;
end $$;

-- Adds the first month before a day up and drops its hours; how many parts went, 0 when no more is to be done. What came so late that it found no part of its
-- own goes the same way.
create function fold_usage(parent text, before date) returns integer language plpgsql as $$
declare
    part record;
    folded integer := 0;
    -- the columns that say whose months they are
    whose text := case parent when 'usage_card' then 'sim_id, organisation_id' else 'subject_id' end;
    add_up text := format('insert into public.%I as m (%s, month, octets_in, octets_out, sessions)
        select %s, date_trunc(''month'', day)::date, sum(octets_in)::bigint, sum(octets_out)::bigint, sum(sessions)::integer
        from %%s group by %s, date_trunc(''month'', day)
        on conflict (%s, month) do update set octets_in = m.octets_in + excluded.octets_in,
            octets_out = m.octets_out + excluded.octets_out, sessions = m.sessions + excluded.sessions',
        parent || '_month', whose, whose, whose, whose);
begin
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = format('public.%I', parent)::regclass and c.relname ~ '_[0-9]{6}$' order by c.relname
    loop
        if (to_date(right(part.relname, 6), 'YYYYMM') + interval '1 month')::date <= before then
            execute format('lock table part.%I in share mode', part.relname); -- those who read or write others go on
            execute format(add_up, format('part.%I', part.relname));
            execute format('drop table part.%I', part.relname);
            folded := folded + 1;
            exit; -- the next month in a transaction of its own: the drop holds up who writes until its end
        end if;
    end loop;
    execute format('with late as (delete from part.%I where day < date_trunc(''month'', %L::date) returning *) ',
        parent || '_others', before) || format(add_up, 'late');
    return folded;
end $$;

select make_usage_parts(parent, (now() at time zone 'UTC')::date - 31, (now() at time zone 'UTC')::date + 62)
from unnest(array['usage_card', 'usage_fleet']) as parent;
