-- M2M-11: what is due for one card must not hold up the others when it cannot be asked for: it is tried again, later each
-- time, and what keeps it is told.
alter table sim
    add column expiry_problem   text not null default '' check (length(expiry_problem) <= 100),
    add column expiry_attempts  integer not null default 0,
    add column expiry_retry_at  timestamptz;
comment on column sim.expiry_problem is 'the code of why its action could not be asked for last time; empty when nothing is wrong';

drop trigger sim_announce on sim;
create trigger sim_announce after insert or delete or update of organisation_id, group_id, access_point_id, iccid,
    msisdn, imsi, operator, status, status_before, roaming, options, label, user_name, password, static_address,
    session_limit, max_connections, imei, tags, termination_protected, expires_at, expiry_action, expiry_done_at,
    expiry_problem
    on sim for each statement execute function announce_change();

-- Who manages an organisation's cards gets one mail a day for all that come near their date, not one for every thousand.
create table sim_expiry_notice (
    organisation_id  uuid primary key references organisation (id) on delete cascade,
    waiting_since    timestamptz,
    told_at          timestamptz
);
comment on column sim_expiry_notice.waiting_since is 'when the first card was found that was not told of; null when there is none';

-- M2M-3: cards are looked for in pieces, too, so that a job can be stopped meanwhile.
alter table sim_job add column cursor text not null default '';
comment on column sim_job.cursor is 'while its cards are looked for: behind which one to go on';

-- A turn that was undone for a reason that may pass is tried again after the others' turns, and not for ever.
alter table sim_job add column stumbles integer not null default 0;
comment on column sim_job.stumbles is 'how many turns were undone, one after the other';
