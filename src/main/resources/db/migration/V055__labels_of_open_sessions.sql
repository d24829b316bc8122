-- M2M-8 at size: open sessions in the order of their cards' labels. Two hundred thousand of them among a million cards were
-- sorted, or looked for card after card, for each page (330 to 572 ms). The label of an open session stands beside it; of
-- one that has ended it stays as it was, so that lists of those go by the card's own.
alter table session add column label text not null default '';
update session s set label = sim.label from sim where sim.id = s.sim_id and s.ended_at is null and sim.label <> '';
create index session_open_label on session (label, id) include (organisation_id) where ended_at is null;
comment on column session.label is 'the card''s, as long as the session is open';

-- Who opens a session holds its card's row of sim_activity: either it reads the new label, or its session is seen here.
-- Rows are held in the order of identifiers, as writers of sessions hold them.
create function follow_label() returns trigger language plpgsql as $$
begin
    if not exists (select from former f join latter l using (id) where l.label <> f.label) then
        return null;
    end if;
    perform from sim_activity
    where sim_id in (select id from former f join latter l using (id) where l.label <> f.label)
    order by sim_id for no key update;
    update session s set label = l.label
    from former f join latter l using (id)
    where l.label <> f.label and s.sim_id = l.id and s.ended_at is null;
    return null;
end $$;
create trigger sim_follow_label after update on sim referencing old table as former new table as latter
    for each statement execute function follow_label();
