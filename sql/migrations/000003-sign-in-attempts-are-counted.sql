-- Guessing passwords is slowed down (R9.4). The counts stand here so that a restart forgets nothing and all web
-- processes count together. Their shape is the one that rate-limiter-flexible expects of its table; the keys are
-- HMACs of names and addresses, never these themselves. Losing the counts in a crash of the server would do no harm.

set local search_path to uenarocanje, public;

create unlogged table sign_in_attempt (
  key text primary key,
  points integer not null default 0,
  expire bigint                              -- milliseconds since 1970; the row means nothing after it
);
create index sign_in_attempt_expiry on sign_in_attempt (expire);
