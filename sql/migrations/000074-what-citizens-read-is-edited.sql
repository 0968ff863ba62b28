-- Help, the statement of accessibility and the privacy notice are the operator's texts, not the program's: the
-- administrator edits them in each language, with a preview. Older versions stay readable, because a consent names the
-- version of the notice that it was given to (R4.4).

set local search_path to uenarocanje, public;

create table paper_version (
  id bigint generated always as identity primary key,
  name text not null,
  language text not null,
  body text,                                 -- null: back to the shipped words
  edited_by text references app_user,
  edited_at timestamptz not null default now(),
  constraint paper_version_name check (name in ('help', 'accessibility', 'privacy')),
  constraint paper_version_language check (language in ('sl', 'en', 'it', 'hu')),
  constraint paper_version_body check (body <> '')
);
create index paper_version_newest on paper_version (name, language, id desc);
