-- Who has their data erased is told so by mail (R9.3), and the address that this needs is forgotten as soon as the
-- message is out. A repeated wish is known by the link that it came by, of which the audit log keeps a hash.

set local search_path to uenarocanje, public;

alter table message_recipient add column once boolean not null default false; -- forgotten with its last message

create index audit_entry_erasure_link on audit_entry ((details ->> 'link')) where action = 'ownDataErased';
