import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { MessageChannel, MessageKind, MessageLanguage } from './message.ts';

type Place = { readonly kind: MessageKind; readonly channel: MessageChannel; readonly language: MessageLanguage };

export type EditedTemplate = Place & {
  readonly subject: string;
  /** Null: this version went back to the shipped words. */
  readonly body: string | null;
  readonly editedBy: string | null;
  readonly editedAt: Instant;
};

const columns = {
  kind: 'kind',
  channel: 'channel',
  language: 'language',
  subject: 'subject',
  body: 'body',
  editedAt: 'edited_at',
};

/** The words that count instead of the shipped ones; null: the shipped ones do. */
export async function findTemplate(
  db: Knex,
  { kind, channel, language }: Place,
): Promise<{ subject: string; body: string } | null> {
  const newest = await db('message_template')
    .where({ kind, channel, language })
    .orderBy('id', 'desc')
    .first<{ subject: string; body: string | null } | undefined>('subject', 'body');
  return newest === undefined || newest.body === null ? null : { subject: newest.subject, body: newest.body };
}

/** Every version of a text, the newest first, with who wrote it. */
export async function listTemplateVersions(
  db: Knex,
  { kind, channel, language }: Place,
): Promise<readonly EditedTemplate[]> {
  return db('message_template')
    .where({ kind, channel, language })
    .orderBy('id', 'desc')
    .limit(50)
    .select({ ...columns, editedBy: db.raw('(select name from app_user where app_user.id = edited_by)') });
}

/** The newest version of every text that was ever edited. */
export async function listEditedTemplates(db: Knex): Promise<readonly EditedTemplate[]> {
  return db('message_template')
    .distinctOn('kind', 'channel', 'language')
    .orderBy(['kind', 'channel', 'language', { column: 'id', order: 'desc' }])
    .select({ ...columns, editedBy: db.raw('(select name from app_user where app_user.id = edited_by)') });
}

/** Writes a new version; its text was checked above. Body null: back to the shipped words. */
export async function saveTemplate(
  db: Knex,
  { kind, channel, language, subject, body, by }: Place & { subject: string; body: string | null; by: string },
): Promise<void> {
  await db('message_template').insert({ kind, channel, language, subject, body, edited_by: by });
}
