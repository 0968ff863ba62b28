import test from 'ava';
import {
  type Asked,
  type Consult,
  type ConsultEvent,
  consultStates,
  stepConsult,
} from '../../../engine/core/consult.ts';
import { instant } from '../../../engine/core/ids.ts';
import { decisionTable } from './decision-table.ts';

const at = instant(1_000);
const id = <T>(text: string) => text as T;

test('[R2.6] every pair of consult state and event is decided', (t) => {
  const facts = {
    callId: id<Consult['callId']>('c'),
    by: id<Consult['by']>('a'),
    offerId: id<Consult['offerId']>('o'),
    legId: id<Consult['legId']>('l'),
    startedAt: at,
    parkedCount: 0,
  };
  const colleague: Asked = { agentId: id('b'), phone: id('102') };
  const outside: Asked = { contactId: id('tujci') };
  const consultsOf = (asked: Asked): Consult[] => [
    { ...facts, ...asked, state: 'ringing' },
    { ...facts, ...asked, state: 'asking' },
    { ...facts, ...asked, state: 'joined' },
    { ...facts, ...asked, state: 'parked', bridgeId: id('w') },
    { ...facts, ...asked, state: 'over', result: 'left' },
  ];
  const events: ConsultEvent[] = [
    { type: 'answered' },
    { type: 'ringFailed', result: 'noAnswer' },
    { type: 'toggled' },
    { type: 'joined' },
    { type: 'completed' },
    { type: 'released' },
    { type: 'gone' },
    { type: 'callEnded' },
  ];
  for (const asked of [colleague, outside]) {
    const consults = consultsOf(asked);
    t.deepEqual(
      consults.map(({ state }) => state),
      [...consultStates],
    );
    t.deepEqual(
      decisionTable(consults, events, (consult, event) => stepConsult(consult, event)),
      ['ringing: mmuummim', 'asking: iimmmmmm', 'joined: iiiimmmm', 'parked: iimmmmmm', 'over: iiiiiiii'],
    );
  }
});
