/** The one schema in which everything of ours stands, knex's own tables too. */
export const schema = 'uenarocanje';

/** Statement triggers on every configuration table notify this channel; the payload is the table's name. */
export const configurationChannel = 'uenarocanje_configuration';

/** Each new row in a visit's history notifies this channel; the payload says which booking and which counters. */
export const visitsChannel = 'uenarocanje_visits';

/**
 * Numbers of PostgreSQL's advisory locks that we take, in one place so that no two meet by accident.
 * They stand in our own key space (the first of two integers).
 */
export const lockSpace = 0x7565; // "ue"
export const locks = {
  migration: 1,
  shipping: 2,
  sample: 3,
  prompts: 5,
  people: 6,
  openingChanges: 12,
  evacuations: 13,
  configuration: 14,
} as const;
