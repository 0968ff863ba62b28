import type { Knex } from 'knex';

export type NewAuditEntry = {
  /** Who did it; null: nobody was signed in (a failed sign-in), or the program by itself. */
  readonly userId: string | null;
  /** Past tense: "recordingPlayed", "promptApproved". */
  readonly action: string;
  /** The id of what it was done to, never personal data. */
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Writes down who did or saw what (R9.3); give it the transaction of the deed, so that neither stands alone. */
export async function addAuditEntry(db: Knex, { userId, action, subject, details = {} }: NewAuditEntry): Promise<void> {
  await db('audit_entry').insert({ user_id: userId, action, subject, details: JSON.stringify(details) });
}
