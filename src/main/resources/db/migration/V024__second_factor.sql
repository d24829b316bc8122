-- ACC-7: codes that change every 30 seconds (RFC 6238). The secret is sealed; it counts once its owner has shown a code of it.
-- A step is accepted once, so that a code somebody looked at is of no use to them.
create table account_totp (
    account_id   uuid primary key references account (id) on delete cascade,
    secret       bytea not null,
    confirmed_at timestamptz,
    last_step    bigint not null default 0
);

-- For who lost the telephone: each works once. Only the SHA-256 is kept.
create table account_recovery_code (
    account_id uuid not null references account (id) on delete cascade,
    hash       bytea not null,
    used_at    timestamptz,
    primary key (account_id, hash)
);
