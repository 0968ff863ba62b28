-- The audit log is read on a page, by person and by kind of deed, a page from where the last one ended (R9.3).

set local search_path to uenarocanje, public;

create index audit_entry_user on audit_entry (user_id, id);
create index audit_entry_action on audit_entry (action, id);
