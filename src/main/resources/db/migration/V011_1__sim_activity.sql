-- What the network reports of a card changes with every accounting record; what people enter hardly ever does. Apart from
-- each other the first is a narrow row that is written again in its place, without an index to follow, and the second
-- stays as it is, so that counting cards and leafing through them read indexes only.
create table sim_activity (
    sim_id           uuid primary key,
    organisation_id  uuid not null,
    session_id       uuid,
    address          inet,
    last_radius_at   timestamptz,
    month            date,
    month_bytes      bigint not null default 0
) with (fillfactor = 70);
comment on table sim_activity is 'one row for each card, made, moved and removed with it by trigger';
insert into sim_activity
select id, organisation_id, session_id, address, last_radius_at, month, month_bytes from sim order by id;
-- sign-on and sign-off touch this index; reports do not
create index sim_activity_online on sim_activity (sim_id) where session_id is not null;

create function begin_activity() returns trigger language plpgsql as $$
begin
    insert into sim_activity (sim_id, organisation_id) select id, organisation_id from added;
    return null;
end $$;
create trigger sim_begin_activity after insert on sim referencing new table as added
    for each statement execute function begin_activity();

create function end_activity() returns trigger language plpgsql as $$
begin
    delete from sim_activity a using removed r where a.sim_id = r.id;
    return null;
end $$;
create trigger sim_end_activity after delete on sim referencing old table as removed
    for each statement execute function end_activity();

create function move_activity() returns trigger language plpgsql as $$
begin
    update sim_activity set organisation_id = new.organisation_id where sim_id = new.id;
    return null;
end $$;
create trigger sim_move_activity after update of organisation_id on sim
    for each row when (old.organisation_id <> new.organisation_id) execute function move_activity();

drop index sim_last_radius;
drop index sim_month_bytes;
drop index sim_online;
alter table sim drop column session_id, drop column address, drop column last_radius_at, drop column month,
    drop column month_bytes;
