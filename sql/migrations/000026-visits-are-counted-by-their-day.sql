-- Reports and day lists of all places ask for visits by their day (R3.10, R5.2); the index of the constraint against
-- double booking begins with the counter.

set local search_path to uenarocanje, public;

create index appointment_begins on appointment (lower(during));
