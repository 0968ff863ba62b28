-- Staff sign in with a password and a second factor (R9.4): codes by time (RFC 6238) from an application on one's own
-- telephone, and recovery codes for the day when it is lost. The secret rests sealed with a key that the database does
-- not have; recovery codes rest as HMACs. A password that somebody else gave is to be replaced at the first sign-in.

set local search_path to uenarocanje, public;

alter table app_user
  -- By an administrator or a manager: its owner chooses another one before anything else.
  add column password_given boolean not null default false,
  -- The sample's, printed at each start: whoever has it is not asked for a second factor until it is replaced.
  add column password_of_sample boolean not null default false;

create table second_factor (
  user_id text primary key references app_user on delete cascade,
  secret text,                               -- sealed; null: none is confirmed yet
  confirmed_at timestamptz,
  last_step bigint,                          -- the 30 seconds whose code was taken last: none is taken twice (RFC 6238 §5.2)
  proposed_secret text,                      -- sealed; shown as a picture and not confirmed by a code yet
  proposed_at timestamptz,
  constraint second_factor_confirmed check ((secret is null) = (confirmed_at is null)),
  constraint second_factor_step check (last_step is null or secret is not null),
  constraint second_factor_proposed check ((proposed_secret is null) = (proposed_at is null)),
  constraint second_factor_is_something check (secret is not null or proposed_secret is not null)
);

create table recovery_code (
  user_id text not null references app_user on delete cascade,
  code_hash text not null,                   -- HMAC-SHA256
  used_at timestamptz,
  primary key (user_id, code_hash)
);
