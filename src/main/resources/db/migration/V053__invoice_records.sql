-- M2M-46: what the mobile operator's invoices say cards carried that go straight to the Internet. A record is a card's bytes of
-- whole days, both ends included; periods of a card never overlap, since files are brought in one at a time.
create table invoice_record (
    id               uuid primary key,
    sim_id           uuid not null references sim (id) on delete cascade,
    organisation_id  uuid not null references organisation (id),
    group_id         uuid not null,
    period_from      date not null,
    period_to        date not null,
    octets_up        bigint not null check (octets_up >= 0),
    octets_down      bigint not null check (octets_down >= 0),
    octets           bigint not null generated always as (octets_up + octets_down) stored,
    label            text not null default '' check (length(label) <= 120),
    file_name        text not null default '' check (length(file_name) <= 200),
    loaded_by        text not null default '',
    loaded_at        timestamptz not null default now(),
    check (period_to >= period_from and period_to - period_from < 366)
);
comment on column invoice_record.organisation_id is 'whose the card was when the record was first brought in';
comment on column invoice_record.group_id is 'where the card was then';
comment on column invoice_record.octets_up is 'received from the terminal';
comment on column invoice_record.octets_down is 'sent to the terminal';
create unique index invoice_record_card on invoice_record (sim_id, period_from);
create index invoice_record_of on invoice_record (organisation_id, period_to) include (period_from, octets_up, octets_down);
create index invoice_record_group on invoice_record (group_id, period_to) include (period_from, octets_up, octets_down);
create index invoice_record_period on invoice_record (period_from, id) include (organisation_id);
create trigger invoice_record_announce after insert or update or delete on invoice_record
    for each statement execute function announce_change();

alter table sim_job drop constraint sim_job_kind_check;
alter table sim_job add constraint sim_job_kind_check
    check (kind in ('IMPORT', 'INVOICES', 'SELECTION', 'FILTER', 'FILE'));
