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
comment on table usage_card is 'one part a month; months are added up in usage_card_month';
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

-- What cards, groups and organisations carried in a whole month (UTC): added up soon after its end, some days at a time, and not
-- when its hours go: then nothing is left to do but to drop them. The largest consumers of a year are twelve rows of a card in
-- place of 365.
create table usage_card_month (
    sim_id           uuid not null,
    month            date not null,
    group_id         uuid not null,
    organisation_id  uuid not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null,
    primary key (sim_id, month, group_id)
);
create table usage_fleet_month (
    subject_id       uuid not null,
    month            date not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null,
    primary key (subject_id, month)
);
create index usage_card_month_whose on usage_card_month (month, organisation_id);
create index usage_fleet_month_of on usage_fleet_month (month);

create table usage_month (
    parent        text not null check (parent in ('usage_card', 'usage_fleet')),
    month         date not null,
    added_before  date not null,
    hours_kept    boolean not null default true,
    primary key (parent, month)
);
comment on table usage_month is 'how far the days of a month are in the counters of months';
comment on column usage_month.added_before is 'what days before it carried is there, and follows what comes late';
comment on column usage_month.hours_kept is 'false once the days are gone';

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
-- move over. A month whose hours are gone gets no part again: what comes late for it goes to the month.
create function make_usage_parts(parent text, since date, until date) returns integer language plpgsql as $$
<<making>>
declare
    month date := date_trunc('month', since)::date;
    following date;
    part_name text;
    made integer := 0;
begin
    while month <= until loop
        following := (month + interval '1 month')::date;
        part_name := parent || '_' || to_char(month, 'YYYYMM');
        if to_regclass(format('part.%I', part_name)) is null and not exists (select from usage_month m
            where m.parent = make_usage_parts.parent and m.month = making.month and not m.hours_kept) then
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

-- The statement that adds days of "usage_card" or "usage_fleet", of any source, to their months.
create function usage_adding_up(parent text, source text) returns text language sql immutable as $$
    select format('insert into public.%I as m (%s, month, octets_in, octets_out, sessions)
        select %s, date_trunc(''month'', day)::date, sum(octets_in)::bigint, sum(octets_out)::bigint, sum(sessions)::integer
        from %s group by %s, date_trunc(''month'', day)
        on conflict (%s, month) do update set octets_in = m.octets_in + excluded.octets_in,
            octets_out = m.octets_out + excluded.octets_out, sessions = m.sessions + excluded.sessions',
        parent || '_month', whose, whose, source, whose, one)
    from (select case parent when 'usage_card' then 'sim_id, group_id, organisation_id' else 'subject_id' end as whose,
        case parent when 'usage_card' then 'sim_id, group_id' else 'subject_id' end as one) c
$$;

-- Adds what comes late to a month of which that day has been added up. Whoever adds days up changes the month's row of
-- usage_month first: it waits for those who write to that month now, and they wait for it. Only parts of months that are
-- over have this trigger.
create function note_late_usage() returns trigger language plpgsql as $$
declare
    first date := date_trunc('month', new.day)::date;
    added date;
    more_in bigint := new.octets_in - coalesce(old.octets_in, 0);
    more_out bigint := new.octets_out - coalesce(old.octets_out, 0);
    more_sessions integer := new.sessions - coalesce(old.sessions, 0);
begin
    if more_in = 0 and more_out = 0 and more_sessions = 0 then
        return null;
    end if;
    select m.added_before into added from usage_month m where m.parent = tg_argv[0] and m.month = first for share;
    if new.day >= added then
        return null; -- it will be added with its day
    end if;
    if tg_argv[0] = 'usage_card' then
        insert into usage_card_month as m (sim_id, month, group_id, organisation_id, octets_in, octets_out, sessions)
        values (new.sim_id, first, new.group_id, new.organisation_id, more_in, more_out, more_sessions)
        on conflict (sim_id, month, group_id) do update set octets_in = m.octets_in + excluded.octets_in,
            octets_out = m.octets_out + excluded.octets_out, sessions = m.sessions + excluded.sessions;
    else
        insert into usage_fleet_month as m (subject_id, month, octets_in, octets_out, sessions)
        values (new.subject_id, first, more_in, more_out, more_sessions)
        on conflict (subject_id, month) do update set octets_in = m.octets_in + excluded.octets_in,
            octets_out = m.octets_out + excluded.octets_out, sessions = m.sessions + excluded.sessions;
    end if;
    return null;
end $$;

-- The parts of months, the first one first.
create function usage_parts(parent text, out part text, out month date, out following date, out estimate real)
returns setof record language sql stable as $$
    select c.relname, to_date(right(c.relname, 6), 'YYYYMM'),
        (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month')::date, c.reltuples
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = format('public.%I', parent)::regclass and c.relname ~ '_[0-9]{6}$'
    order by c.relname
$$;

-- Takes the next step of the first month that ended before a day and is not added up: first the trigger, then some days, as
-- many as have about so many rows; false when nothing is left to do. Each step belongs into a transaction of its own.
create function add_up_usage_month(of_parent text, ended_before date, rows_at_once integer) returns boolean
language plpgsql as $$
declare
    p record;
    added date;
    upto date;
begin
    for p in select * from usage_parts(of_parent) u where u.following <= ended_before loop
        insert into usage_month (parent, month, added_before) values (of_parent, p.month, p.month) on conflict do nothing;
        if found then
            execute format('create trigger usage_late after insert or update on part.%I for each row
                execute function note_late_usage(%L)', p.part, of_parent);
            return true;
        end if;
        select m.added_before into added from usage_month m where m.parent = of_parent and m.month = p.month for update;
        if added < p.following then
            upto := least(p.following, added + case when p.estimate < 0 then 1 -- nobody has counted its rows yet
                else greatest(1, floor(rows_at_once / (greatest(p.estimate, 1) / 31))::integer) end);
            update usage_month m set added_before = upto where m.parent = of_parent and m.month = p.month;
            execute usage_adding_up(of_parent, format('part.%I where day >= %L and day < %L', p.part, added, upto));
            return true;
        end if;
    end loop;
    return false;
end $$;

-- Drops the hours of the first month before a day that is added up; false when there is none. One in a transaction: the drop
-- holds up who writes until its end.
create function drop_usage_hours(of_parent text, before date) returns boolean language plpgsql as $$
declare
    p record;
begin
    select u.* into p from usage_parts(of_parent) u
        join usage_month m on m.parent = of_parent and m.month = u.month and m.added_before >= u.following
    where u.following <= before order by u.month limit 1;
    if not found then
        return false;
    end if;
    execute format('drop table part.%I', p.part);
    update usage_month m set hours_kept = false where m.parent = of_parent and m.month = p.month;
    return true;
end $$;

-- What came so late that its month's hours are gone goes to the month.
create function add_up_late_usage(of_parent text, before date) returns void language plpgsql as $$
begin
    execute format('insert into usage_month (parent, month, added_before, hours_kept)
        select distinct %L, date_trunc(''month'', day)::date, (date_trunc(''month'', day) + interval ''1 month'')::date, false
        from part.%I where day < date_trunc(''month'', %L::date) on conflict do nothing',
        of_parent, of_parent || '_others', before);
    execute format('with late as (delete from part.%I where day < date_trunc(''month'', %L::date) returning *) ',
        of_parent || '_others', before) || usage_adding_up(of_parent, 'late');
end $$;

select make_usage_parts(parent, (now() at time zone 'UTC')::date - 31, (now() at time zone 'UTC')::date + 62)
from unnest(array['usage_card', 'usage_fleet']) as parent;
