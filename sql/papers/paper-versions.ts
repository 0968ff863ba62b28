import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** What citizens read beside the booking itself; the table's CHECK lists the same. */
export const paperNames = ['help', 'accessibility', 'privacy'] as const;
export type PaperName = (typeof paperNames)[number];

export type PaperPlace = { readonly name: PaperName; readonly language: 'sl' | 'en' | 'it' | 'hu' };

export type PaperVersion = PaperPlace & {
  readonly id: number;
  /** Null: this version went back to the shipped words. */
  readonly body: string | null;
  readonly editedBy: string | null;
  readonly editedAt: Instant;
};

const columns = (db: Knex) => ({
  id: 'id',
  name: 'name',
  language: 'language',
  body: 'body',
  editedAt: 'edited_at',
  editedBy: db.raw('(select name from app_user where app_user.id = edited_by)'),
});

/** Every version of a text, the newest first: that one counts. */
export async function listPaperVersions(
  db: Knex,
  { name, language }: PaperPlace,
  limit: number | null = null,
): Promise<readonly PaperVersion[]> {
  const versions = db('paper_version').where({ name, language }).orderBy('id', 'desc').select(columns(db));
  return limit === null ? versions : versions.limit(limit);
}

/** The newest version of every text that was ever edited. */
export async function listEditedPapers(db: Knex): Promise<readonly PaperVersion[]> {
  return db('paper_version')
    .distinctOn('name', 'language')
    .orderBy(['name', 'language', { column: 'id', order: 'desc' }])
    .select(columns(db));
}

/** Writes a new version; body null: back to the shipped words. */
export async function savePaper(
  db: Knex,
  { name, language, body, by }: PaperPlace & { readonly body: string | null; readonly by: string },
): Promise<void> {
  await db('paper_version').insert({ name, language, body, edited_by: by });
}

/** The number of the newest change of the privacy notice in any language; null: the shipped one holds. */
export async function newestPrivacyChange(db: Knex): Promise<number | null> {
  const newest = await db('paper_version')
    .where({ name: 'privacy' satisfies PaperName })
    .max<{ id: number | null } | undefined>({ id: 'id' })
    .first();
  return newest?.id ?? null;
}
