-- What citizens and units are told (R4.5) is written down in the transaction of the deed that it tells of, so that no
-- booking is without its confirmation and no confirmation is about a booking that never was. A job queue
-- (graphile-worker, in a schema of its own) brings each row out; the row is the truth, the job only its motor.
-- Who gets a message stands once, beside the messages, so that a person can be erased or corrected in one place (R9.3).

set local search_path to uenarocanje, public;

create table message_recipient (
  id text primary key,                       -- what it is the address of: "appointment:…", "location:ljubljana"
  email text,
  phone text,                                -- E.164 with "+"
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  constraint message_recipient_email check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  constraint message_recipient_phone check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint message_recipient_erased check (erased_at is null or (email is null and phone is null))
);

create table message (
  id uuid primary key default gen_random_uuid(),
  kind text not null,                        -- "bookingConfirmed"; what each carries: sql/messages/message.ts
  channel text not null,
  recipient_id text not null references message_recipient,
  language text not null,
  about text not null,                       -- what it tells of: "appointment:…"
  location_id text references location,      -- whose staff may see it; null: only who may see everything
  dedupe_key text unique,
  payload jsonb,                             -- data, never text; without its secrets once they are of no use any more
  not_before timestamptz not null,
  expires_at timestamptz,                    -- later than this it helps nobody
  created_at timestamptz not null default now(),
  state text not null default 'queued',
  tries integer not null default 0,
  sending_since timestamptz,
  next_try_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  ended_at timestamptz,                      -- failed or withdrawn
  reason text,                               -- why it failed or waits: a code, never an answer of a server (addresses)
  withdrawal_asked boolean not null default false,
  handled_at timestamptz,                    -- somebody told the person in another way
  handled_by text references app_user,
  rendered jsonb,                            -- as it was sent, its secrets masked
  constraint message_kind check (kind ~ '^[a-z][A-Za-z]{2,40}$'),
  constraint message_channel check (channel in ('email', 'sms')),
  constraint message_language check (language in ('sl', 'en', 'it', 'hu')),
  constraint message_state check (state in ('queued', 'parked', 'sending', 'sent', 'delivered', 'failed', 'withdrawn')),
  constraint message_sending check ((state = 'sending') = (sending_since is not null)),
  constraint message_sent check (state not in ('sent', 'delivered') or sent_at is not null),
  constraint message_delivered check ((state = 'delivered') = (delivered_at is not null)),
  constraint message_ended check ((state in ('failed', 'withdrawn')) = (ended_at is not null)),
  constraint message_reason check (state not in ('failed', 'parked') or reason is not null),
  constraint message_handled check ((handled_at is null) = (handled_by is null))
);
create index message_about on message (about, created_at);
create index message_recipient_of on message (recipient_id);
create index message_newest on message (created_at desc, id);
create index message_of_location on message (location_id, created_at desc);
-- What is still to be done, and what needs somebody: few rows among millions.
create index message_unfinished on message (not_before) where state in ('queued', 'sending', 'parked');
create index message_failed on message (created_at desc) where state = 'failed' and handled_at is null;

-- An SMS may travel in several parts; each is taken and delivered by itself, and told of by the centre's own id.
create table message_part (
  message_id uuid not null references message on delete cascade,
  number integer not null,
  provider_id text,
  state text not null default 'sent',
  at timestamptz not null default now(),
  primary key (message_id, number),
  constraint message_part_state check (state in ('sent', 'delivered', 'failed'))
);
create index message_part_provider on message_part (provider_id);

-- A unit's own words instead of the shipped ones; the newest version of a text counts, older ones stay readable.
create table message_template (
  id bigint generated always as identity primary key,
  kind text not null,
  channel text not null,
  language text not null,
  subject text not null default '',
  body text,                                 -- null: back to the shipped words
  edited_by text references app_user,
  edited_at timestamptz not null default now(),
  constraint message_template_channel check (channel in ('email', 'sms')),
  constraint message_template_language check (language in ('sl', 'en', 'it', 'hu')),
  constraint message_template_body check (body <> '')
);
create index message_template_newest on message_template (kind, channel, language, id desc);

-- Links and codes act for whoever holds them. Once a message is out, or never will be, they leave the database, and
-- what it said stays readable (R9.3, R9.4).
create function mask_secrets(part jsonb) returns jsonb language plpgsql immutable as $$
begin
  case jsonb_typeof(part)
    when 'object' then
      return (
        select coalesce(jsonb_object_agg(key, case key
          when 'code' then to_jsonb('…'::text)
          when 'links' then (select coalesce(jsonb_object_agg(link, '…'::text), '{}') from jsonb_object_keys(value) as link)
          else mask_secrets(value)
        end), '{}')
        from jsonb_each(part)
      );
    when 'array' then
      return (
        select coalesce(jsonb_agg(mask_secrets(value) order by place), '[]')
        from jsonb_array_elements(part) with ordinality as entry (value, place)
      );
    else
      return part;
  end case;
end $$;
