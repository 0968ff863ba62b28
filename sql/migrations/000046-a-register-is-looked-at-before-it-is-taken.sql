-- A register of units or post districts is uploaded, shown with what it would change, and taken or thrown away. What
-- waits in between stands here, so that exactly what was looked at is what is taken, whichever process answers.

set local search_path to uenarocanje, public;

create table pending_import (
  id uuid primary key,
  kind text not null,
  content bytea not null,
  made_by text not null references app_user on delete cascade,
  made_at timestamptz not null,
  constraint pending_import_kind check (kind in ('PT', 'UE'))
);
