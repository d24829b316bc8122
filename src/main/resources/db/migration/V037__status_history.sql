-- M2M-9: every status a card had, whoever moved it there: a person, a request, a rule or an import. The first one is the
-- card's own, from the moment it was added until the first row here.
create table sim_status_change (
    id               uuid primary key default uuidv7(),
    sim_id           uuid not null references sim (id) on delete cascade,
    organisation_id  uuid not null,
    at               timestamptz not null default clock_timestamp(),
    status_before    text not null,
    status           text not null
);
comment on table sim_status_change is 'a few rows for each card, kept as long as the card';
create index sim_status_change_sim on sim_status_change (sim_id, at desc, id desc);

create function note_status() returns trigger language plpgsql as $$
begin
    insert into sim_status_change (sim_id, organisation_id, status_before, status)
    values (new.id, new.organisation_id, old.status, new.status);
    return null;
end $$;
create trigger sim_note_status after update of status on sim
    for each row when (old.status <> new.status) execute function note_status();

-- The timeline of one card reads the ends of its sessions in order; reports of an open session do not touch it.
create index session_sim_ended on session (sim_id, ended_at desc, id desc) where ended_at is not null;
