-- M2M-5: the signatures of what came in from mobile operators, so that a message counts once. Older than the time a message
-- may travel they are not needed and are removed.
create table operator_message (
    operator_id  uuid not null,
    signature    text not null,
    received_at  timestamptz not null default now(),
    primary key (operator_id, signature)
);
create index operator_message_received on operator_message (received_at);
