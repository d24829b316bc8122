-- M2M-4: where an organisation wants its cards to go. A retired address is no longer offered; orders keep what it was.
create table delivery_address (
    id              uuid primary key,
    organisation_id uuid not null references organisation (id),
    company         text not null check (length(company) between 1 and 120),
    contact         text not null default '' check (length(contact) <= 120),
    street          text not null check (length(street) between 1 and 300),
    postcode        text not null check (length(postcode) between 1 and 20),
    town            text not null check (length(town) between 1 and 120),
    country         text not null check (country ~ '^[A-Z]{2}$'),
    telephone       text not null default '' check (length(telephone) <= 30),
    retired_at      timestamptz,
    created_at      timestamptz not null default now(),
    version         integer not null default 1,
    changed_in      xid8 not null default pg_current_xact_id()
);
comment on column delivery_address.country is 'ISO 3166-1 alpha-2';
create index delivery_address_organisation on delivery_address (organisation_id, company);
create trigger delivery_address_stamp before insert or update on delivery_address
    for each row execute function stamp_change();
create trigger delivery_address_announce after insert or update or delete on delivery_address
    for each statement execute function announce_change();

-- M2M-4: orders of SIM cards. How far one has come is a matter of its cards: state says it in a word.
create table sim_order (
    id               uuid primary key,
    number           bigint generated always as identity,
    organisation_id  uuid not null references organisation (id),
    group_id         uuid references sim_group (id) on delete set null,
    address_id       uuid not null references delivery_address (id),
    address          text not null,
    quantity         integer not null check (quantity between 1 and 100000),
    given_up         integer not null default 0 check (given_up between 0 and quantity),
    shipped          integer not null default 0 check (shipped between 0 and quantity - given_up),
    delivered        integer not null default 0 check (delivered between 0 and shipped),
    operator         text not null check (length(operator) between 1 and 80),
    form_factor      text not null check (form_factor in ('MINI_2FF', 'MICRO_3FF', 'NANO_4FF', 'MFF2', 'ESIM')),
    reference        text not null default '' check (length(reference) <= 60),
    remark           text not null default '' check (length(remark) <= 1000),
    state            text not null default 'RECEIVED' check (state in ('RECEIVED', 'ACCEPTED', 'PARTLY_SHIPPED',
        'SHIPPED', 'PARTLY_DELIVERED', 'DELIVERED', 'REFUSED', 'CANCELLED')),
    reason           text not null default '' check (length(reason) <= 500),
    account_id       uuid,
    ordered_by       text not null,
    ordered_at       timestamptz not null default now(),
    changed_at       timestamptz not null default now()
);
comment on column sim_order.group_id is 'where the cards go; null for the default group, also after the chosen one was deleted';
comment on column sim_order.address is 'the delivery address as it was when it was ordered, line by line';
comment on column sim_order.given_up is 'cards that were ordered and will not come';
create unique index sim_order_number on sim_order (number);
create index sim_order_organisation on sim_order (organisation_id, ordered_at desc);
create index sim_order_ordered on sim_order (ordered_at desc);
create index sim_order_address on sim_order (address_id);
create trigger sim_order_announce after insert or update or delete on sim_order
    for each row execute function announce_change();

-- What happened to an order: when, by whom.
create table sim_order_event (
    id        uuid primary key,
    order_id  uuid not null references sim_order (id),
    at        timestamptz not null default now(),
    login     text not null,
    step      text not null,
    cards     integer not null default 0,
    note      text not null default '' check (length(note) <= 500)
);
create index sim_order_event_order on sim_order_event (order_id, id);

-- An order comes in one parcel or several.
create table sim_parcel (
    id               uuid primary key,
    order_id         uuid not null references sim_order (id),
    organisation_id  uuid not null references organisation (id),
    number           integer not null check (number >= 1),
    carrier          text not null check (length(carrier) between 1 and 80),
    tracking         text not null check (length(tracking) between 1 and 80),
    cards            integer not null check (cards >= 1),
    shipped_at       timestamptz not null default now(),
    shipped_by       text not null,
    delivered_at     timestamptz,
    delivered_by     text not null default '',
    unique (order_id, number)
);
create index sim_parcel_organisation on sim_parcel (organisation_id, shipped_at desc);
create index sim_parcel_shipped on sim_parcel (shipped_at desc);
create table sim_parcel_card (
    sim_id     uuid primary key references sim (id) on delete cascade,
    parcel_id  uuid not null references sim_parcel (id)
);
create index sim_parcel_card_parcel on sim_parcel_card (parcel_id);

-- Rights that are new: whoever manages SIM cards may order them; at the operator's, they handle the orders.
insert into account_right (account_id, name)
select account_id, 'ORDER_SIMS' from account_right where name = 'MANAGE_SIMS'
on conflict do nothing;
insert into account_right (account_id, name)
select r.account_id, 'HANDLE_ORDERS'
from account_right r
join account a on a.id = r.account_id
join organisation o on o.id = a.organisation_id and o.kind = 'OPERATOR'
where r.name = 'MANAGE_SIMS'
on conflict do nothing;
