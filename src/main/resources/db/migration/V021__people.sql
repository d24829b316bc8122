-- ACC-2: people change their own particulars, and the operator theirs: who comes second is told.
alter table account add version integer not null default 1;
alter table account add password_changed_at timestamptz;
drop trigger account_announce on account;
create trigger account_announce after insert or delete or update of enabled, organisation_id, login, title, first_name,
    last_name, email, language, time_zone, color_scheme, version on account
    for each statement execute function announce_change();

-- ACC-3: links that open the page where a password is chosen. Only the SHA-256 of what makes a link is kept. Looking at the
-- page uses nothing up, since scanners of mail follow links; choosing a password does.
create table account_link (
    id          uuid primary key,
    account_id  uuid not null references account (id) on delete cascade,
    purpose     text not null check (purpose in ('WELCOME', 'FORGOTTEN')),
    hash        bytea not null unique,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index account_link_account on account_link (account_id, created_at);

-- ACC-4, ACC-7: who is signed in where. A session ends by itself (ended_at), or somebody ends it (revoked_at), which every
-- node must know at once.
create table portal_session (
    id          uuid primary key,
    account_id  uuid not null references account (id) on delete cascade,
    node_id     uuid not null,
    address     text not null default '',
    browser     text not null default '' check (length(browser) <= 300),
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    revoked_at  timestamptz
);
create index portal_session_account on portal_session (account_id, created_at desc);
create index portal_session_open on portal_session (node_id) where ended_at is null;
create index portal_session_revoked on portal_session (revoked_at) where revoked_at is not null;
create trigger portal_session_announce after insert or delete or update of revoked_at, ended_at on portal_session
    for each statement execute function announce_change();
