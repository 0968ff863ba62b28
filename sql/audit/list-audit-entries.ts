import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

export type AuditEntry = {
  readonly id: number;
  readonly at: Instant;
  readonly userId: string | null;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
};

export type AuditFilter = {
  readonly subject?: string;
  readonly userId?: string;
  readonly action?: string;
  /** Any of these. */
  readonly actions?: readonly string[];
  /** Inclusive. */
  readonly from?: Instant;
  /** Exclusive. */
  readonly before?: Instant;
  /** The last id of the page before. */
  readonly beforeId?: number;
  readonly limit?: number;
};

/** The newest first, a page of them. */
export async function listAuditEntries(
  db: Knex,
  { subject, userId, action, actions, from, before, beforeId, limit = 100 }: AuditFilter = {},
): Promise<readonly AuditEntry[]> {
  const query = db('audit_entry').orderBy('id', 'desc').limit(limit);
  if (subject !== undefined) query.where({ subject });
  if (userId !== undefined) query.where({ user_id: userId });
  if (action !== undefined) query.where({ action });
  if (actions !== undefined) query.whereIn('action', [...actions]);
  if (from !== undefined) query.where('at', '>=', new Date(from));
  if (before !== undefined) query.where('at', '<', new Date(before));
  if (beforeId !== undefined) query.where('id', '<', beforeId);
  return query.select({
    id: 'id',
    at: 'at',
    userId: 'user_id',
    action: 'action',
    subject: 'subject',
    details: 'details',
  });
}
