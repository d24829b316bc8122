-- M2M-3, ALL-2: long work with SIM cards, which is done piece by piece by whichever node comes to it, and can be left and
-- found again. A piece and how far the job has come are committed together: each card is dealt with once, whatever dies.
create table sim_job (
    id               uuid primary key,
    organisation_id  uuid not null references organisation (id),
    account_id       uuid not null,
    login            text not null,
    address          text not null default '',
    kind             text not null check (kind in ('IMPORT', 'SELECTION', 'FILTER', 'FILE')),
    action           text not null default '',
    parameter        text not null default '',
    comment          text not null default '' check (length(comment) <= 500),
    file_name        text not null default '' check (length(file_name) <= 200),
    wanted           text not null default '',
    state            text not null check (state in ('PREPARING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    lines            integer not null default 0,
    reached          integer not null default 0,
    dealt            integer not null default 0,
    refused          integer not null default 0,
    reason           text not null default '',
    cancel_asked     boolean not null default false,
    created_at       timestamptz not null default now(),
    turn_at          timestamptz not null default now(),
    ended_at         timestamptz
);
comment on column sim_job.organisation_id is 'of whoever started it, who therefore sees it';
comment on column sim_job.wanted is 'which cards, as JSON, until a node has looked for them';
comment on column sim_job.reached is 'the number of the last line that was dealt with';
comment on column sim_job.dealt is 'how many lines were dealt with';
comment on column sim_job.turn_at is 'when it last had a turn; of an import, when its node last gave a sign of life';
create index sim_job_organisation on sim_job (organisation_id, created_at desc);
create index sim_job_created on sim_job (created_at desc);
create index sim_job_open on sim_job (turn_at) where state in ('PREPARING', 'RUNNING');
create trigger sim_job_announce after insert or update or delete on sim_job
    for each row execute function announce_change();

-- The cards of a job in its order. Those up to where the job has come are done, unless they say why not.
create table sim_job_line (
    job_id     uuid not null references sim_job (id) on delete cascade,
    line       integer not null,
    iccid      text not null,
    action     text not null default '',
    parameter  text not null default '',
    code       text not null default '',
    arguments  text[] not null default '{}',
    primary key (job_id, line)
) with (fillfactor = 85);
comment on column sim_job_line.code is 'why it was refused; empty while nobody refused it';
create index sim_job_line_refused on sim_job_line (job_id, line) where code <> '';

alter table sim_request add column job_id uuid;
comment on column sim_request.job_id is 'the job it was asked by; null when a person did';
create index sim_request_untried on sim_request (job_id)
    where job_id is not null and state = 'PENDING' and attempts = 0;
