import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** "PT": post districts; "UE": administrative units. As the register of spatial units names them. */
export type RegisterKind = 'PT' | 'UE';

export type PendingImport = { readonly id: string; readonly kind: RegisterKind; readonly content: Buffer };

/** What was uploaded and not taken is forgotten after a day. */
const keptMs = 86_400_000;

/** Keeps a file until it is taken; answers the name that it is asked for by. */
export async function keepImport(
  db: Knex,
  { kind, content, userId, now }: { kind: RegisterKind; content: Buffer; userId: string; now: Instant },
): Promise<string> {
  const id = randomUUID();
  await db('pending_import')
    .where('made_at', '<', new Date(now - keptMs))
    .delete();
  await db('pending_import').insert({ id, kind, content, made_by: userId, made_at: new Date(now) });
  return id;
}

/** One's own only; null: there is none, or none any more. */
export async function readImport(db: Knex, id: string, userId: string): Promise<PendingImport | null> {
  const found = await db('pending_import')
    .where({ id, made_by: userId })
    .first<PendingImport | undefined>('id', 'kind', 'content');
  return found ?? null;
}

/** Taken or thrown away. False: somebody was faster. */
export async function dropImport(db: Knex, id: string): Promise<boolean> {
  return (await db('pending_import').where({ id }).delete()) === 1;
}
