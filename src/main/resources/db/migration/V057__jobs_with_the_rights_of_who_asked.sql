-- M2M-3, ACC-8: a job that a program asked for does no more than its token may, and ends when that is revoked.
alter table sim_job add column token_id uuid;
comment on column sim_job.token_id is 'the API token it was asked for with; null when a person asked';

-- M2M-8: whether labels changed is asked after every change of cards. As a join of the two row sets it was planned once in
-- each connection, by the size it first met: planned for one row it compared each of a thousand with each.
create or replace function follow_label() returns trigger language plpgsql as $$
begin
    if not exists (select id, label from latter except select id, label from former) then
        return null;
    end if;
    perform from sim_activity
    where sim_id in (select id from (select id, label from latter except select id, label from former) changed)
    order by sim_id for no key update;
    update session s set label = l.label
    from (select id, label from latter except select id, label from former) l
    where s.sim_id = l.id and s.ended_at is null;
    return null;
end $$;
