-- M2M-10 at size: what cards, groups and organisations carried in a whole month (UTC) is added up soon after its end, some
-- days at a time, and not when its hours go: then nothing is left to do but to drop them. The largest consumers of a year
-- are twelve rows of a card in place of 365.
--
-- Built anew and put in the other's place, which is read until then: to write each row again where it is takes as long, and
-- nobody reads meanwhile.
lock table usage_card_month in share mode;
create table usage_card_month_of_groups (
    sim_id           uuid not null,
    month            date not null,
    group_id         uuid not null,
    organisation_id  uuid not null,
    octets_in        bigint not null,
    octets_out       bigint not null,
    sessions         integer not null
);
insert into usage_card_month_of_groups (sim_id, month, group_id, organisation_id, octets_in, octets_out, sessions)
select sim_id, month, organisation_id, organisation_id, octets_in, octets_out, sessions
from usage_card_month; -- of months that were added up without their groups
alter table usage_card_month_of_groups add primary key (sim_id, month, group_id);
create index usage_card_month_whose on usage_card_month_of_groups (month, organisation_id);
drop table usage_card_month;
alter table usage_card_month_of_groups rename to usage_card_month;
alter index usage_card_month_of_groups_pkey rename to usage_card_month_pkey;

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
insert into usage_month (parent, month, added_before, hours_kept)
select distinct 'usage_card', month, (month + interval '1 month')::date, false from usage_card_month
union all
select distinct 'usage_fleet', month, (month + interval '1 month')::date, false from usage_fleet_month;

drop function fold_usage;

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

-- As before, but a month whose hours are gone gets no part again: what comes late for it goes to the month.
create or replace function make_usage_parts(parent text, since date, until date) returns integer language plpgsql as $$
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
