import type { Logger } from 'pino';
import { listenForVisits, type VisitChange } from '../../sql/calendar/listen-for-visits.ts';

/** Changes of visits as the database tells them to this process, by one connection however many pages are open. */
export type VisitChanges = {
  /** Calls back on each change, with null when anything may have changed. Ends with the returned function. */
  watch(changed: (change: VisitChange | null) => void): () => void;
  close(): Promise<void>;
};

export function openVisitChanges(databaseUrl: string, log: Logger): VisitChanges {
  const watchers = new Set<(change: VisitChange | null) => void>();
  // The pages work without it; they are only not live until the database is there.
  const listening = listenForVisits(
    databaseUrl,
    (change) => {
      for (const changed of watchers) changed(change);
    },
    { onTrouble: (error) => log.warn({ reason: error.name }, 'nobody tells of changed visits; trying again') },
  );
  return {
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    async close() {
      watchers.clear();
      await (await listening).close();
    },
  };
}
