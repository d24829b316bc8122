-- ACC-1: organisations form a tree. path lists the ids from the root to the row itself.
create table organisation (
    id          uuid primary key,
    parent_id   uuid references organisation (id),
    kind        text not null check (kind in ('OPERATOR', 'RESELLER', 'CUSTOMER', 'SITE')),
    name        text not null check (length(name) between 1 and 120),
    reference   text not null default '' check (length(reference) <= 60),
    enabled     boolean not null default true,
    created_at  timestamptz not null default now(),
    version     integer not null default 1,
    changed_in  xid8 not null default pg_current_xact_id()
);
create unique index organisation_one_operator on organisation (kind) where kind = 'OPERATOR';
create unique index organisation_name_below_parent on organisation (parent_id, lower(name));
create trigger organisation_stamp before insert or update on organisation
    for each row execute function stamp_change();
create trigger organisation_announce after insert or update or delete on organisation
    for each statement execute function announce_change();

create table account (
    id              uuid primary key,
    organisation_id uuid not null references organisation (id),
    login           text not null check (length(login) between 1 and 120),
    password_hash   text not null,
    title           text not null default '',
    first_name      text not null default '',
    last_name       text not null default '',
    email           text not null default '',
    language        text not null default 'fr' check (language in ('fr', 'en')),
    time_zone       text not null default 'Europe/Paris',
    color_scheme    text not null default 'system' check (color_scheme in ('system', 'light', 'dark')),
    preferences     jsonb not null default '{}',
    enabled         boolean not null default true,
    created_at      timestamptz not null default now(),
    last_sign_in_at timestamptz
);
create unique index account_login on account (lower(login));
create index account_organisation on account (organisation_id);

-- ACC-5: what an account may do beyond looking at what is its organisation's.
create table account_right (
    account_id uuid not null references account (id) on delete cascade,
    name       text not null,
    primary key (account_id, name)
);

-- ACC-8: only the SHA-256 of a token is kept; the token itself is shown once.
create table api_token (
    id           uuid primary key,
    account_id   uuid not null references account (id) on delete cascade,
    name         text not null check (length(name) between 1 and 120),
    hash         bytea not null unique,
    rights       text[] not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_token_account on api_token (account_id);
create trigger api_token_announce after insert or update of revoked_at, expires_at or delete on api_token
    for each statement execute function announce_change();
create trigger account_announce after insert or delete or update of enabled, organisation_id, login, first_name, last_name,
    language, time_zone, color_scheme on account
    for each statement execute function announce_change();
create trigger account_right_announce after insert or update or delete on account_right
    for each statement execute function announce_change();

-- ALL-1: the answer to a create that carried an Idempotency-Key, kept to be given again.
create table idempotent_answer (
    account_id   uuid not null references account (id) on delete cascade,
    key          text not null check (length(key) between 1 and 200),
    request_hash bytea not null,
    status       integer,
    body         text,
    location     text,
    created_at   timestamptz not null default now(),
    primary key (account_id, key)
);
create index idempotent_answer_age on idempotent_answer (created_at);

-- ACC-7: every change and every refused attempt.
create table audit_entry (
    id              uuid primary key,
    at              timestamptz not null,
    account_id      uuid,
    login           text not null default '',
    organisation_id uuid,
    address         text not null default '',
    action          text not null,
    object_kind     text not null default '',
    object_id       text not null default '',
    outcome         text not null check (outcome in ('DONE', 'REFUSED', 'NOT_FOUND')),
    before          jsonb,
    after           jsonb
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_object on audit_entry (object_kind, object_id);
