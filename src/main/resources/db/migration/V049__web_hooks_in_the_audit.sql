-- ALL-7: path and query of a web hook's address may carry secrets, which the audit log does not keep.
update audit_entry set
    before = case when before ? 'url'
        then jsonb_set(before, '{url}', to_jsonb(substring(before->>'url' from '^[^:]+://[^/?#]*'))) else before end,
    after = case when after ? 'url'
        then jsonb_set(after, '{url}', to_jsonb(substring(after->>'url' from '^[^:]+://[^/?#]*'))) else after end
where object_kind = 'webhook' and (before ? 'url' or after ? 'url');
