-- ACC-7: the audit log is read newest first, by organisation.
create index audit_entry_organisation on audit_entry (organisation_id, at desc);
