-- Everything the contact centre configures stands in one schema: who works here, where the administrative units are,
-- which phones ring, when the line is open and what it may say. Configuration is data, so that a unit's own people
-- can change it (seed 000 §2.7.4); the engine reads it as one document and is told when it changed.

create schema if not exists uenarocanje;
set local search_path to uenarocanje, public;

create table location (
  id text primary key,                       -- "ljubljana"
  parent_id text references location,
  kind text not null,
  name text not null,
  address text not null default '',
  constraint location_kind check (kind in ('ue', 'krajevniUrad'))
);

create table app_user (
  id text primary key,                       -- sign-in name
  name text not null,
  email text,
  password_hash text not null,               -- argon2id
  disabled_at timestamptz
);

-- A role is granted for a subtree of locations; null: everywhere (R3.4).
create table role_grant (
  user_id text not null references app_user on delete cascade,
  role text not null,
  location_id text references location,
  constraint role_grant_role check (role in ('administrator', 'locationManager', 'clerk', 'agent', 'supervisor', 'client')),
  constraint role_grant_once unique nulls not distinct (user_id, role, location_id)
);

create table phone (
  username text primary key,                 -- SIP user, "101"
  password text not null,                    -- digest needs the secret; the table is readable to the engine's role only
  transport text not null default 'udp',
  media_encryption text not null default 'no',
  constraint phone_username check (username ~ '^[0-9]{2,6}$'),
  constraint phone_transport check (transport in ('udp', 'tcp', 'tls')),
  constraint phone_media_encryption check (media_encryption in ('no', 'sdes', 'dtls'))
);

create table agent (
  id text primary key references app_user on delete cascade,
  phone_username text not null unique references phone
);

create table agent_skill (
  agent_id text not null references agent on delete cascade,
  skill text not null,
  level integer not null default 1,
  primary key (agent_id, skill),
  constraint agent_skill_level check (level between 1 and 10)
);

create table queue (
  id text primary key,
  name text not null,
  skills text[] not null,
  ring_seconds integer not null default 20,
  wrap_up_seconds integer not null default 60,
  announce_every_seconds integer not null default 45,
  assumed_handling_seconds integer not null default 240,
  service_level_seconds integer not null default 20,
  service_level_share numeric not null default 0.8,
  constraint queue_ring_seconds check (ring_seconds between 3 and 120),
  constraint queue_wrap_up_seconds check (wrap_up_seconds between 0 and 1800),
  constraint queue_announce_every_seconds check (announce_every_seconds between 10 and 600),
  constraint queue_service_level_share check (service_level_share > 0 and service_level_share <= 1)
);

create table queue_location (
  queue_id text not null references queue on delete cascade,
  location_id text not null references location,
  primary key (queue_id, location_id)
);

create table pause_reason (
  key text primary key,
  digit text not null unique,
  name text not null,
  constraint pause_reason_digit check (digit ~ '^[0-9]$')
);

-- The agent's category of a call (R2.7). `position` is the order on the screen.
create table disposition (
  key text primary key,
  name text not null,
  position integer not null unique
);

create table opening_rule (
  weekday integer not null,                  -- ISO, 1 is Monday
  opens text not null,                       -- local wall clock "08:00"
  closes text not null,                      -- "18:00", may be "24:00"
  primary key (weekday, opens),
  constraint opening_rule_weekday check (weekday between 1 and 7),
  constraint opening_rule_times check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' and opens < closes),
  constraint opening_rule_no_overlap exclude using gist (
    int4range(
      weekday * 10000 + substr(opens, 1, 2)::integer * 60 + substr(opens, 4, 2)::integer,
      weekday * 10000 + substr(closes, 1, 2)::integer * 60 + substr(closes, 4, 2)::integer
    ) with &&
  )
);

-- A day that differs: closed when it has no periods (R1.6).
create table opening_exception (
  date date primary key,
  periods jsonb not null default '[]',       -- [{"from": "08:00", "to": "12:00"}]
  note text not null default '',
  constraint opening_exception_periods check (jsonb_typeof(periods) = 'array')
);

-- Versions of what is said (R1.9). One text is approved at a time for a key and language.
create table prompt_version (
  id text primary key,
  prompt_key text not null,
  language text not null,
  text text not null,
  state text not null,
  proposed_by text references app_user,
  proposed_at timestamptz,
  decided_by text references app_user,
  decided_at timestamptz,
  comment text not null default '',
  recording text not null default 'synthesised',
  created_at timestamptz not null default now(),
  constraint prompt_version_state check (state in ('draft', 'proposed', 'approved', 'rejected', 'retired')),
  constraint prompt_version_text check (text <> ''),
  constraint prompt_version_language check (language in ('sl', 'en', 'it', 'hu')),
  constraint prompt_version_recording check (recording in ('synthesised', 'studio')),
  constraint prompt_version_proposed check (state = 'draft' or (proposed_by is not null and proposed_at is not null)),
  constraint prompt_version_decided check (state not in ('approved', 'rejected', 'retired') or (decided_by is not null and decided_at is not null)),
  constraint prompt_version_rejected_with_comment check (state <> 'rejected' or comment <> '')
);
create unique index prompt_version_one_approved on prompt_version (prompt_key, language) where state = 'approved';

-- Settings with one value each: the number of the line, the flow, retention.
create table setting (
  key text primary key,
  value jsonb not null
);

create table web_session (
  id text primary key,
  user_id text references app_user on delete cascade,
  data jsonb not null,
  expires_at timestamptz not null
);
create index web_session_expiry on web_session (expires_at);

-- Who did or saw what (R9.3). Subjects are ids, never personal data.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  user_id text,
  action text not null,
  subject text not null,
  details jsonb not null default '{}'
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_subject on audit_entry (subject, id);

-- Whoever follows the configuration listens to the channel "uenarocanje_configuration"; the payload names the table.
-- Equal notifications of one transaction arrive once, and only when it commits.
create function announce_configuration() returns trigger language plpgsql as $$
begin
  perform pg_notify('uenarocanje_configuration', tg_table_name);
  return null;
end $$;

create trigger announce after insert or update or delete or truncate on location for each statement execute function announce_configuration();
-- A new password is nothing that the line must know.
create trigger announce after insert or update of name, disabled_at or delete or truncate on app_user for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on phone for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on agent for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on agent_skill for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on queue for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on queue_location for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on pause_reason for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on disposition for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on opening_rule for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on opening_exception for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on prompt_version for each statement execute function announce_configuration();
create trigger announce after insert or update or delete or truncate on setting for each statement execute function announce_configuration();
