import type { Knex } from 'knex';
import { type AuditEntry, type AuditFilter, listAuditEntries } from './list-audit-entries.ts';

const pageSize = 1000;

/** All entries of a filter, the newest first, a page in memory at a time; between pages it holds no connection. */
export async function* streamAuditEntries(
  db: Knex,
  filter: Omit<AuditFilter, 'beforeId' | 'limit'>,
): AsyncGenerator<AuditEntry, void, undefined> {
  let beforeId: number | undefined;
  while (true) {
    const page = await listAuditEntries(db, {
      ...filter,
      ...(beforeId === undefined ? {} : { beforeId }),
      limit: pageSize,
    });
    yield* page;
    if (page.length < pageSize) return;
    beforeId = page.at(-1)?.id;
  }
}
