-- What grows without end is kept in parts of one week each: a part that is older than what is kept is dropped in a
-- moment, where deleting its rows would write the table again. The key is the id, a UUIDv7, which begins with the moment
-- it was made: the primary key stays the id alone, a record that is written twice is still one record, and pages in the
-- order of ids visit the parts one after the other. The parts live in a schema of their own.
create schema part;

-- The smallest UUIDv7 (RFC 9562 section 5.7) a moment could have.
create function first_id_of(moment timestamptz) returns uuid language sql immutable strict parallel safe as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;

create function moment_of(id uuid) returns timestamptz language sql immutable strict parallel safe as $$
    select to_timestamp(('x' || replace(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)
$$;

-- Makes the parts of every week (from Monday, UTC) between two moments that are not there yet; how many it made. Rows of
-- such a week that arrived before it, in the part for everything else, move over. Attaching does not stop who writes or
-- reads other parts.
create function make_parts(parent text, since timestamptz, until timestamptz) returns integer language plpgsql as $$
declare
    week timestamptz := date_trunc('week', since at time zone 'UTC') at time zone 'UTC';
    following timestamptz;
    part_name text;
    others text := format('part.%I', parent || '_others');
    made integer := 0;
begin
    while week <= until loop
        following := (week at time zone 'UTC' + interval '7 days') at time zone 'UTC';
        part_name := parent || '_' || to_char(week at time zone 'UTC', 'YYYYMMDD');
        if to_regclass(format('part.%I', part_name)) is null then
            execute format('create table part.%I (like public.%I including all)', part_name, parent);
            execute format('with moved as (delete from %s where id >= %L and id < %L returning *)
                insert into part.%I select * from moved', others, first_id_of(week), first_id_of(following), part_name);
            execute format('alter table public.%I attach partition part.%I for values from (%L) to (%L)',
                parent, part_name, first_id_of(week), first_id_of(following));
            made := made + 1;
        end if;
        week := following;
    end loop;
    return made;
end $$;

-- Drops the parts whose every row is older than a moment; how many there were.
create function drop_parts(parent text, before timestamptz) returns integer language plpgsql as $$
declare
    part record;
    dropped integer := 0;
begin
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = format('public.%I', parent)::regclass and c.relname ~ '_[0-9]{8}$'
    loop
        if (to_date(right(part.relname, 8), 'YYYYMMDD') + 7)::timestamp at time zone 'UTC' <= before then
            execute format('drop table part.%I', part.relname);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end $$;

-- Connections.
alter table connection rename to connection_before;
create table connection (like connection_before including defaults including comments) partition by range (id);
create table part.connection_others partition of connection default;
select make_parts('connection', coalesce((select moment_of(id) from connection_before order by id limit 1), now()),
    now() + interval '28 days');
insert into connection select * from connection_before;
drop table connection_before;
alter table connection add primary key (id);
-- "since" and "until" look at the id, too: opened_at needs no index
create index connection_organisation on connection (organisation_id, id desc);
create index connection_sim on connection (sim_id, id desc);
create index connection_route on connection (route_id, id desc);
comment on table connection is 'M2M-28: what every connection leaves behind; one part a week';

-- Attempts to sign on.
alter table authentication rename to authentication_before;
create table authentication (like authentication_before including defaults including comments) partition by range (id);
create table part.authentication_others partition of authentication default;
select make_parts('authentication',
    coalesce((select moment_of(id) from authentication_before order by id limit 1), now()), now() + interval '28 days');
insert into authentication select * from authentication_before;
drop table authentication_before;
alter table authentication add primary key (id);
create index authentication_sim on authentication (sim_id, id desc);
create index authentication_organisation on authentication (organisation_id, id desc);
comment on table authentication is 'M2M-8: every attempt to sign on; one part a week';
