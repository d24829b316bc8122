-- Parts in a row without a gap: what is older than the first goes to "past", what is newer than the last to "future". With
-- one part for everything else instead, PostgreSQL cannot know that one part follows the other, and opens all of them for
-- every page.
create function bounds_of_parts(parent text, out first timestamptz, out behind_last timestamptz)
language sql stable as $$
    select min(week), max(week) + interval '7 days'
    from (select to_date(right(c.relname, 8), 'YYYYMMDD')::timestamp at time zone 'UTC' as week
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = format('public.%I', parent)::regclass and c.relname ~ '_[0-9]{8}$') weeks
$$;

create function attach_edges(parent text) returns void language plpgsql as $$
declare
    edge record;
begin
    select * into edge from bounds_of_parts(parent);
    execute format('alter table public.%I attach partition part.%I for values from (minvalue) to (%L)',
        parent, parent || '_past', first_id_of(edge.first));
    execute format('alter table public.%I attach partition part.%I for values from (%L) to (maxvalue)',
        parent, parent || '_future', first_id_of(edge.behind_last));
end $$;

create function detach_edges(parent text) returns void language plpgsql as $$
begin
    execute format('alter table public.%I detach partition part.%I', parent, parent || '_past');
    execute format('alter table public.%I detach partition part.%I', parent, parent || '_future');
end $$;

-- Makes the parts of every week (from Monday, UTC) between two moments, and of those between them and the parts there are;
-- how many it made. Rows of such a week that arrived before their part move over.
create or replace function make_parts(parent text, since timestamptz, until timestamptz) returns integer
language plpgsql as $$
declare
    there record;
    week timestamptz := date_trunc('week', since at time zone 'UTC') at time zone 'UTC';
    stop timestamptz := date_trunc('week', until at time zone 'UTC') at time zone 'UTC' + interval '7 days';
    following timestamptz;
    part_name text;
    made integer := 0;
begin
    select * into there from bounds_of_parts(parent);
    if week >= there.first and stop <= there.behind_last then
        return 0;
    end if;
    perform detach_edges(parent);
    week := least(week, there.behind_last);
    stop := greatest(stop, there.first);
    while week < stop loop
        following := week + interval '7 days';
        part_name := parent || '_' || to_char(week at time zone 'UTC', 'YYYYMMDD');
        if to_regclass(format('part.%I', part_name)) is null then
            execute format('create table part.%I (like public.%I including all)', part_name, parent);
            execute format('with past as (delete from part.%I where id >= %L and id < %L returning *),
                future as (delete from part.%I where id >= %L and id < %L returning *)
                insert into part.%I select * from past union all select * from future',
                parent || '_past', first_id_of(week), first_id_of(following),
                parent || '_future', first_id_of(week), first_id_of(following), part_name);
            execute format('alter table public.%I attach partition part.%I for values from (%L) to (%L)',
                parent, part_name, first_id_of(week), first_id_of(following));
            made := made + 1;
        end if;
        week := following;
    end loop;
    perform attach_edges(parent);
    return made;
end $$;

-- Drops the parts whose every row is older than a moment, and rows as old before them; how many parts there were. The
-- newest part stays whatever its age.
create or replace function drop_parts(parent text, before timestamptz) returns integer language plpgsql as $$
declare
    there record;
    week timestamptz;
    dropped integer := 0;
begin
    select * into there from bounds_of_parts(parent);
    execute format('delete from part.%I where id < %L', parent || '_past',
        first_id_of(greatest(before, timestamptz '1970-01-01 00:00:00Z')));
    week := there.first;
    if week + interval '7 days' > before then
        return 0;
    end if;
    perform detach_edges(parent);
    while week + interval '7 days' <= before and week + interval '7 days' < there.behind_last loop
        execute format('drop table part.%I', parent || '_' || to_char(week at time zone 'UTC', 'YYYYMMDD'));
        dropped := dropped + 1;
        week := week + interval '7 days';
    end loop;
    perform attach_edges(parent);
    return dropped;
end $$;

create table part.connection_past (like connection including all);
create table part.connection_future (like connection including all);
alter table connection detach partition part.connection_others;
select attach_edges('connection');
insert into connection select * from part.connection_others;
drop table part.connection_others;
-- Ends that are rare, and looked for: the page would read everything to find a few. Usual ends are soon found without.
create index connection_end on connection (end_reason, id desc)
    where end_reason not in ('client_closed', 'destination_closed', 'idle_timeout');

create table part.authentication_past (like authentication including all);
create table part.authentication_future (like authentication including all);
alter table authentication detach partition part.authentication_others;
select attach_edges('authentication');
insert into authentication select * from part.authentication_others;
drop table part.authentication_others;

-- Cards hardly change: an index that holds the identifier and the owner, too, is all that has to be read to leaf far into
-- a list, or to count.
drop index sim_iccid, sim_msisdn, sim_imsi, sim_organisation, sim_group_of, sim_label, sim_status;
create unique index sim_iccid on sim (iccid) include (id, organisation_id);
create unique index sim_msisdn on sim (msisdn) include (id, organisation_id);
create unique index sim_imsi on sim (imsi) include (id, organisation_id);
create index sim_organisation on sim (organisation_id, iccid, id);
create index sim_organisation_label on sim (organisation_id, label, id);
create index sim_label on sim (label, id) include (organisation_id);
create index sim_status on sim (status, id) include (organisation_id);
create index sim_operator on sim (operator, id) include (organisation_id);
create index sim_group_of on sim (group_id, id);
