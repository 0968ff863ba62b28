import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** What koa-session asks of a store (its `options.store`). */
export type SessionStore = {
  get(key: string): Promise<Record<string, unknown> | null>;
  set(key: string, session: Readonly<Record<string, unknown>>, maxAge: number | 'session' | undefined): Promise<void>;
  destroy(key: string): Promise<void>;
};

/** A session without an age of its own (a cookie that ends with the browser) ends after a working day. */
const defaultAgeMs = 12 * 3_600_000;

/**
 * Sessions in the database, so that every web process knows them and disabling a user ends them at once.
 * The id is stored as its hash: who reads the table can not take a session over. A session whose data have a
 * `userId` belongs to that user, and can not be stored any more once the user is disabled.
 */
export function openSessionStore(db: Knex, now: () => number = Date.now): SessionStore {
  return {
    async get(key) {
      const row = await db('web_session')
        .where({ id: hashed(key) })
        .where('expires_at', '>', new Date(now()))
        .first<{ data: Record<string, unknown> } | undefined>('data');
      return row?.data ?? null;
    },
    async set(key, session, maxAge) {
      const userId = typeof session.userId === 'string' ? session.userId : null;
      await db.raw(
        `
        insert into web_session (id, user_id, data, expires_at)
        select :id, :userId::text, :data::jsonb, :expiresAt
        where :userId::text is null or exists (select from app_user where id = :userId and disabled_at is null)
        on conflict (id) do update set user_id = excluded.user_id, data = excluded.data, expires_at = excluded.expires_at
        `,
        {
          id: hashed(key),
          userId,
          data: JSON.stringify(session),
          expiresAt: new Date(now() + (typeof maxAge === 'number' ? maxAge : defaultAgeMs)),
        },
      );
    },
    async destroy(key) {
      await db('web_session')
        .where({ id: hashed(key) })
        .delete();
    },
  };
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
