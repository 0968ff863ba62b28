-- What messages said is kept for some weeks, for whoever asks, and then forgotten (R9.3); that they were sent stays.
-- Found by age among those that still say something, however many rows there are without.

set local search_path to uenarocanje, public;

create index message_that_says on message (created_at) where payload is not null or rendered is not null;
