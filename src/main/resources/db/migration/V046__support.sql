-- HELP-2: how the support is reached, edited by the operator, and what people asked of it.
alter table mail add column reply_to text not null default '' check (length(reply_to) <= 320);

create table support_line (
    id          uuid primary key,
    position    integer not null default 100 check (position between 0 and 9999),
    label_fr    text not null check (length(label_fr) between 1 and 120),
    label_en    text not null check (length(label_en) between 1 and 120),
    number      text not null check (length(number) between 1 and 40),
    hours       text not null check (hours in ('DAY', 'EVENING', 'WEEKEND', 'ALWAYS')),
    created_at  timestamptz not null default now(),
    version     integer not null default 1,
    changed_in  xid8 not null default pg_current_xact_id()
);
create trigger support_line_stamp before insert or update on support_line
    for each row execute function stamp_change();
create trigger support_line_announce after insert or update or delete on support_line
    for each row execute function announce_change();

create table support_address (
    id          uuid primary key,
    position    integer not null default 100 check (position between 0 and 9999),
    label_fr    text not null check (length(label_fr) between 1 and 120),
    label_en    text not null check (length(label_en) between 1 and 120),
    email       text not null default '' check (length(email) <= 320),
    language    text not null default 'fr' check (language in ('fr', 'en')),
    created_at  timestamptz not null default now(),
    version     integer not null default 1,
    changed_in  xid8 not null default pg_current_xact_id()
);
comment on column support_address.email is 'empty: requests of this kind wait in the portal alone';
comment on column support_address.language is 'in which requests are written there';
create trigger support_address_stamp before insert or update on support_address
    for each row execute function stamp_change();
create trigger support_address_announce after insert or update or delete on support_address
    for each row execute function announce_change();

-- When it is day, in the operator's time zone; days that are not what the calendar says.
create table support_hours (
    id               boolean primary key default true check (id),
    zone             text not null default 'Europe/Paris',
    day_from         time not null default '09:00',
    day_until        time not null default '18:00',
    french_holidays  boolean not null default true,
    other_days       text not null default '' check (length(other_days) <= 4000),
    version          integer not null default 1,
    check (day_from < day_until)
);
comment on column support_hours.other_days is
    'one a line: 2026-12-24 Closed early (a holiday), or -2026-05-08 (an ordinary day in spite of the calendar)';
create trigger support_hours_announce after insert or update or delete on support_hours
    for each row execute function announce_change();
insert into support_hours default values;
insert into support_address (id, position, label_fr, label_en)
values (gen_random_uuid(), 10, 'Équipements IP', 'IP equipment'), (gen_random_uuid(), 20, 'Équipements GPRS', 'GPRS equipment');

create sequence support_request_number;
create table support_request (
    id               uuid primary key,
    reference        text not null unique,
    account_id       uuid references account (id) on delete set null,
    organisation_id  uuid not null references organisation (id),
    login            text not null,
    name             text not null default '',
    email            text not null default '',
    address_id       uuid,
    kind             text not null check (length(kind) <= 120),
    urgency          text not null check (urgency in ('LOW', 'NORMAL', 'HIGH', 'CRITICAL')),
    subject          text not null check (length(subject) between 1 and 200),
    message          text not null check (length(message) between 1 and 5000),
    callback         text not null default '' check (length(callback) <= 200),
    context          text not null default '' check (length(context) <= 4000),
    state            text not null default 'OPEN' check (state in ('OPEN', 'TAKEN', 'CLOSED')),
    filed_at         timestamptz not null default now(),
    taken_by         text not null default '',
    closed_at        timestamptz,
    closed_by        text not null default '',
    answer           text not null default '' check (length(answer) <= 5000)
);
comment on column support_request.kind is 'the kind of equipment as it was called then';
comment on column support_request.context is 'the page the person came from, as it was shown to them; one fact a line';
create index support_request_account on support_request (account_id, filed_at desc);
create index support_request_organisation on support_request (organisation_id, filed_at desc);
create index support_request_filed on support_request (filed_at desc);
create index support_request_closed on support_request (closed_at) where closed_at is not null;
create trigger support_request_announce after insert or update or delete on support_request
    for each row execute function announce_change();
