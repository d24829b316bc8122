-- M2M-3: a card that took the place of another, and the one that took its place: the link stays for good.
alter table sim add column replaces_id uuid references sim (id), add column replaced_by_id uuid references sim (id);
create unique index sim_replaces on sim (replaces_id) where replaces_id is not null;
create unique index sim_replaced_by on sim (replaced_by_id) where replaced_by_id is not null;

-- What is known of the card that is to come; the operator may name it when it confirms.
alter table sim_request
    add column new_iccid         text not null default '' check (new_iccid ~ '^([0-9]{13,22})?$'),
    add column new_imsi          text not null default '' check (new_imsi ~ '^([0-9]{14,15})?$'),
    add column new_sim_id        uuid references sim (id),
    -- why, where this product says so: a code people read in their language; the free text is the operator's
    add column reason_code       text not null default '',
    add column reason_arguments  text[] not null default '{}';
comment on column sim_request.new_sim_id is 'the card that took the place, once it was confirmed';
create unique index sim_request_new_card on sim_request (new_iccid)
    where new_iccid <> '' and state in ('PENDING', 'SENT');
create index sim_request_new_sim on sim_request (new_sim_id) where new_sim_id is not null;

-- Each mobile operator has its turn: who has many requests waiting, or does not answer, is not before the others.
drop index sim_request_due;
create index sim_request_due on sim_request (operator, next_attempt_at)
    where state in ('PENDING', 'SENT') and next_attempt_at is not null;
