-- ACC-7: passkeys (Web Authentication). The public key and what its authenticator said of it; the private key never leaves the
-- authenticator. An identifier of a key belongs to one account.
create table passkey (
    id                 uuid primary key,
    account_id         uuid not null references account (id) on delete cascade,
    credential_id      bytea not null unique check (length(credential_id) between 1 and 1023),
    public_key         bytea not null,
    attestation        bytea not null check (length(attestation) <= 65536),
    signature_count    bigint not null,
    user_verified      boolean not null,
    backup_eligible    boolean not null,
    backed_up          boolean not null,
    transports         text[] not null default '{}',
    name               text not null check (length(name) between 1 and 80),
    created_at         timestamptz not null default now(),
    last_used_at       timestamptz
);
comment on column passkey.signature_count is 'grows with each use of an authenticator that counts: one that goes back is a copy';
create index passkey_account on passkey (account_id, created_at);
