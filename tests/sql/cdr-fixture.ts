import { type Cdr, openCdr } from '../../engine/core/cdr.ts';
import type {
  AgentId,
  CallId,
  Instant,
  LegId,
  OfferId,
  PhoneUser,
  QueueEntryId,
  QueueId,
} from '../../engine/core/ids.ts';
import { instant } from '../../engine/core/ids.ts';

/** Monday, 23 November 2026, 9:00 in Ljubljana. */
export const monday = Date.UTC(2026, 10, 23, 8);
export const at = (seconds: number): Instant => instant(monday + seconds * 1000);

/** A call that came `start` seconds after the morning began and was refused recording, nothing else. */
export function arrived(id: string, start = 0): Cdr {
  return {
    ...openCdr(id as CallId, `${id}-leg` as LegId, '38640111222', '38615551234', 'telekom', at(start)),
    responderAnsweredAt: at(start + 1),
    language: 'sl',
    languageBy: 'default',
    consent: 'given',
    consentAt: at(start + 12),
  };
}

/** It waits from second 20, agent1 answers after 30 s, they talk for 120 s and 15 s of wrap-up follow. */
export function answered(id: string, start = 0, agent = 'agent1'): Cdr {
  const waiting = abandoned(id, start);
  const entryId = `${id}-entry` as QueueEntryId;
  return {
    ...waiting,
    queueEntries: waiting.queueEntries.map((entry) => ({ ...entry, leftAt: at(start + 50), leftBecause: 'answered' })),
    offers: [
      {
        offerId: `${id}-offer` as OfferId,
        entryId,
        agentId: agent as AgentId,
        phone: '101' as PhoneUser,
        madeAt: at(start + 45),
        rangAt: at(start + 45),
        endedAt: at(start + 50),
        result: 'answered',
        cause: null,
      },
    ],
    humanAnsweredAt: at(start + 50),
    agentId: agent as AgentId,
    talkEndedAt: at(start + 170),
    endedAt: at(start + 170),
    hangUpSide: 'caller',
    hangUpCause: 16,
    outcome: 'answered',
    wrapUpEndedAt: at(start + 185),
    disposition: 'narocanje',
    notes: 'Kličem nazaj zaradi potnega lista.',
    nextStep: 'Poslati seznam prilog.',
  };
}

/** It waits from second 20 and hangs up in second 60. */
export function abandoned(id: string, start = 0): Cdr {
  return {
    ...arrived(id, start),
    queueEntries: [
      {
        entryId: `${id}-entry` as QueueEntryId,
        queueId: 'narocanje' as QueueId,
        ticketAt: at(start + 20),
        queuedAt: at(start + 20),
        leftAt: at(start + 60),
        leftBecause: 'abandoned',
        estimates: [],
      },
    ],
    endedAt: at(start + 61),
    hangUpSide: 'caller',
    hangUpCause: 16,
    outcome: 'abandoned',
  };
}
