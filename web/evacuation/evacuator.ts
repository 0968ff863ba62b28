import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { instant } from '../../engine/core/ids.ts';
import type { Announce } from '../../sql/calendar/deed.ts';
import { proposeWaiting } from '../../sql/calendar/propose-evacuation.ts';

/** Works through evacuations behind the pages, one visit after the other, and rests when nothing waits. */
export type Evacuator = {
  /** Something waits. */
  wake(): void;
  /** Stops after the visit in hand; what still waits is gone on with by the nightly jobs, or after the next start. */
  close(): Promise<void>;
};

export function openEvacuator(db: Knex, announce: Announce, log: Logger): Evacuator {
  let working: Promise<void> | null = null;
  let isWoken = false;
  let isClosed = false;

  async function work(): Promise<void> {
    while (isWoken && !isClosed) {
      isWoken = false;
      try {
        const worked = await proposeWaiting(db, {
          now: () => instant(Date.now()),
          announce,
          isStopped: () => isClosed,
        });
        const { proposed, toCall, settled } = worked;
        log.info({ proposed: proposed.length, toCall: toCall.length, settled: settled.length }, 'evacuation worked on');
      } catch (error) {
        log.error({ err: error }, 'evacuation stopped; it goes on with the jobs');
      }
    }
    working = null;
  }

  return {
    wake() {
      isWoken = true;
      if (!isClosed) working ??= work();
    },
    async close() {
      isClosed = true;
      await working;
    },
  };
}
