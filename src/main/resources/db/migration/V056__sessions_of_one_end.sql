-- M2M-8 at size: sessions of one end, newest first. Open ones are newer, and two hundred thousand of them were passed over for
-- each page (221 to 651 ms). An open session has no entry here, and reports of it do not touch the index.
create index session_end on session (end_reason, started_at desc, id desc) include (organisation_id)
    where end_reason is not null;
