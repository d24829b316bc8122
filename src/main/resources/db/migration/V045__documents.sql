-- HELP-1: guides as PDF files, by section. Who sees a section: everybody, those with a right, those below an organisation.
create table document_section (
    id               uuid primary key,
    position         integer not null default 100 check (position between 0 and 9999),
    title_fr         text not null check (length(title_fr) between 1 and 120),
    title_en         text not null check (length(title_en) between 1 and 120),
    description_fr   text not null default '' check (length(description_fr) <= 500),
    description_en   text not null default '' check (length(description_en) <= 500),
    needs            text,
    organisation_id  uuid references organisation (id),
    created_at       timestamptz not null default now(),
    version          integer not null default 1,
    changed_in       xid8 not null default pg_current_xact_id()
);
comment on column document_section.needs is 'the right one must have to see it; null for none';
comment on column document_section.organisation_id is 'it and those below see it; null for all';
create trigger document_section_stamp before insert or update on document_section
    for each row execute function stamp_change();
create trigger document_section_announce after insert or update or delete on document_section
    for each row execute function announce_change();

create table document (
    id           uuid primary key,
    section_id   uuid not null references document_section (id),
    position     integer not null default 100 check (position between 0 and 9999),
    title        text not null check (length(title) between 1 and 200),
    language     text not null default '' check (language in ('', 'fr', 'en')),
    edition      text not null default '' check (length(edition) <= 40),
    content_id   uuid,
    retired_at   timestamptz,
    created_at   timestamptz not null default now(),
    version      integer not null default 1,
    changed_in   xid8 not null default pg_current_xact_id()
);
comment on column document.language is 'empty: for readers of every language';
comment on column document.edition is 'the version as its authors call it';
comment on column document.content_id is 'the file that is read now; null before the first one';
create index document_section_of on document (section_id);
create trigger document_stamp before insert or update on document
    for each row execute function stamp_change();
create trigger document_announce after insert or update or delete on document
    for each row execute function announce_change();

-- The files, in pieces, so that neither side ever holds a whole one. One that was replaced stays for a while, for who is
-- just reading it.
create table document_content (
    id           uuid primary key,
    document_id  uuid not null references document (id) on delete cascade,
    revision     integer not null,
    bytes        bigint not null check (bytes > 0),
    pages        integer not null,
    sha256       text not null,
    uploaded_at  timestamptz not null default now(),
    uploaded_by  text not null,
    replaced_at  timestamptz
);
create index document_content_of on document_content (document_id);
create index document_content_replaced on document_content (replaced_at) where replaced_at is not null;
create table document_piece (
    content_id  uuid not null references document_content (id) on delete cascade,
    number      integer not null,
    bytes       bytea not null,
    primary key (content_id, number)
);
alter table document_piece alter column bytes set storage external; -- PDF files are compressed already

-- The right that is new: who runs the organisations looks after what helps them.
insert into account_right (account_id, name)
select account_right.account_id, 'MANAGE_HELP'
from account_right
join account on account.id = account_right.account_id
join organisation on organisation.id = account.organisation_id
where account_right.name = 'MANAGE_ORGANISATIONS' and organisation.kind = 'OPERATOR'
on conflict do nothing;
