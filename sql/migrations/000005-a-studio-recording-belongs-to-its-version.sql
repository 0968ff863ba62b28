-- A prompt may be spoken by a person in a studio instead of the machine (R1.9). The client approves text and recording
-- together, so the recording belongs to the version: its bytes stand here, under their checksum, where backups and a
-- second machine find them, a minute of telephone sound at most. It also becomes known who wrote a version, and who
-- took it out of use and when, because what callers heard is evidence.

set local search_path to uenarocanje, public;

-- As it plays: RIFF WAVE, 8,000 Hz, 16 bit, one channel. A minute has 960,044 bytes; the pauses around it some more.
create table prompt_sound (
  checksum text primary key,                 -- SHA-256 of the file, hexadecimal
  wave bytea not null,
  duration_ms integer not null,
  created_at timestamptz not null default now(),
  constraint prompt_sound_checksum check (checksum ~ '^[0-9a-f]{64}$'),
  constraint prompt_sound_is_its_checksum check (checksum = encode(sha256(wave), 'hex')),
  constraint prompt_sound_size check (octet_length(wave) between 45 and 1048576),
  constraint prompt_sound_duration check (duration_ms between 1 and 70000)
);
-- Sound does not get smaller by compressing, and is read whole.
alter table prompt_sound alter column wave set storage external;

alter table prompt_version
  add column drafted_by text references app_user,
  add column retired_by text references app_user,
  add column retired_at timestamptz,
  add column sound_checksum text references prompt_sound;

-- Nothing could be attached until now, so whatever says "studio" was never recorded.
update prompt_version set recording = 'synthesised' where recording = 'studio';

-- Until now a version retired when the next one was approved, by the same person.
update prompt_version retired
set retired_by = successor.decided_by, retired_at = successor.decided_at
from prompt_version successor
where retired.state = 'retired'
  and successor.id = (
    select id
    from prompt_version candidate
    where candidate.prompt_key = retired.prompt_key
      and candidate.language = retired.language
      and candidate.state in ('approved', 'retired')
      and candidate.id <> retired.id
      and candidate.decided_at >= retired.decided_at
    order by candidate.decided_at
    limit 1
  );

alter table prompt_version
  add constraint prompt_version_sound check ((recording = 'studio') = (sound_checksum is not null)),
  add constraint prompt_version_only_retired check (state = 'retired' or (retired_by is null and retired_at is null)),
  -- Not for what was taken away without a successor before this was written down: nobody knows any more by whom.
  add constraint prompt_version_retired check (state <> 'retired' or (retired_by is not null and retired_at is not null)) not valid;

create index prompt_version_sound_checksum on prompt_version (sound_checksum) where sound_checksum is not null;
