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

-- What the cards of a group, or of an organisation, carried together: charts of a customer with many cards would read every record.
-- Whoever changes records holds the sums they belong to until the end of the transaction.
create table invoice_sum (
    group_id         uuid not null,
    organisation_id  uuid not null,
    period_from      date not null,
    period_to        date not null,
    records          bigint not null,
    octets_up        bigint not null,
    octets_down      bigint not null,
    primary key (group_id, organisation_id, period_from, period_to)
);
create index invoice_sum_of on invoice_sum (organisation_id, period_to);

-- Rows are held in the order of their keys, so that no two who change records wait for each other.
create function add_up_invoices() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform from invoice_sum s where (s.group_id, s.organisation_id, s.period_from, s.period_to) in (
            select r.group_id, r.organisation_id, r.period_from, r.period_to from removed r)
        order by s.group_id, s.organisation_id, s.period_from, s.period_to for update;
        update invoice_sum s set records = s.records - r.records, octets_up = s.octets_up - r.octets_up,
            octets_down = s.octets_down - r.octets_down
        from (select group_id, organisation_id, period_from, period_to, count(*) as records, sum(octets_up) as octets_up,
            sum(octets_down) as octets_down from removed group by group_id, organisation_id, period_from, period_to) r
        where s.group_id = r.group_id and s.organisation_id = r.organisation_id and s.period_from = r.period_from
            and s.period_to = r.period_to;
    end if;
    if tg_op <> 'DELETE' then
        insert into invoice_sum as s (group_id, organisation_id, period_from, period_to, records, octets_up, octets_down)
        select group_id, organisation_id, period_from, period_to, count(*), sum(octets_up), sum(octets_down)
        from added group by group_id, organisation_id, period_from, period_to
        order by group_id, organisation_id, period_from, period_to
        on conflict (group_id, organisation_id, period_from, period_to) do update set records = s.records + excluded.records,
            octets_up = s.octets_up + excluded.octets_up, octets_down = s.octets_down + excluded.octets_down;
    end if;
    if tg_op <> 'INSERT' then
        delete from invoice_sum s where s.records = 0 and (s.group_id, s.organisation_id, s.period_from, s.period_to) in (
            select r.group_id, r.organisation_id, r.period_from, r.period_to from removed r);
    end if;
    return null;
end $$;
create trigger invoice_record_added after insert on invoice_record referencing new table as added
    for each statement execute function add_up_invoices();
create trigger invoice_record_changed after update on invoice_record referencing old table as removed new table as added
    for each statement execute function add_up_invoices();
create trigger invoice_record_removed after delete on invoice_record referencing old table as removed
    for each statement execute function add_up_invoices();

alter table sim_job drop constraint sim_job_kind_check;
alter table sim_job add constraint sim_job_kind_check
    check (kind in ('IMPORT', 'INVOICES', 'SELECTION', 'FILTER', 'FILE'));
