import test from 'ava';
import type { Cdr } from '../../engine/core/cdr.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { withCaller } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';
import { withRawSip } from './sip-scanner.ts';
import { readTortureMessages } from './torture-messages.ts';

/**
 * NOTE: these the RFC lets an element refuse, and PJSIP takes them as the calls that they are but for one thing that it
 * does not look at: the zone of Date, the length of a datagram, a Route in the URI, two blanks, a second header of a
 * kind that comes once, what the caller would rather have as an answer. Dialling us, they are calls like others.
 */
const takenAsCalls: ReadonlySet<string> = new Set(['baddate', 'clerr', 'escruri', 'lwsstart', 'multi01', 'sdp01']);

const ourNumber = '015551234';
/** An answer takes a millisecond; most of the broken ones get none (RFC 3261 §16.3, §18.3). */
const waitMs = 120;
const isFinal = (text: string): boolean => !text.startsWith('SIP/2.0 1');

test('[R9.4] the torture messages of RFC 4475 crash nothing and make no call, and the line serves on', async (t) => {
  const messages = await readTortureMessages();
  t.true(messages.length >= 45);
  await withLiveLine(
    async (line) => {
      const send = (from: string, message: Buffer) =>
        withRawSip(line.asterisk, from, async (raw) => (await raw.ask(message, isFinal, waitMs))?.status ?? null);
      const answers: string[] = [];
      for (const message of messages) {
        const stranger = await send('127.0.0.9', message.fresh());
        t.true(stranger === null || stranger >= 400, `${message.name} from a stranger: ${stranger}`);
        const trunk = await send('127.0.0.1', message.fresh());
        answers.push(`${message.name} ${trunk ?? '-'}`);
        if (message.isInvite) t.true(trunk === null || trunk >= 400, `${message.name} from the trunk: ${trunk}`);
        if (!message.isInvite || message.kind === 'valid' || takenAsCalls.has(message.name)) continue;
        const aimed = await send('127.0.0.1', message.aimedAt(ourNumber));
        t.true(aimed === null || aimed >= 400, `${message.name} to our number: ${aimed}`);
      }
      t.log(answers.join(', '));
      t.is(await Promise.race([line.asterisk.exited, 'lives']), 'lives');
      await until('no channel is left', async () =>
        /0 active channels/.test(await line.asterisk.command('core show channels')),
      );
      await servesACall(line);
      const records = await line.db('call').select<{ cdr: Cdr; closed: boolean }[]>('cdr', 'closed');
      t.true(records.every(({ closed }) => closed));
      const outcomes = records.map(({ cdr }) => cdr.outcome);
      t.deepEqual(
        outcomes.filter((outcome) => outcome !== 'refused'),
        ['answered'],
        'of all that came, one was a call',
      );
      t.true(records.every(({ cdr }) => cdr.outcome !== 'refused' || cdr.calledNumber !== ourNumber));
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0 })) },
  );
});

/** An agent comes to work and talks to a caller. */
async function servesACall(line: LiveLine): Promise<void> {
  const phone = await line.phone('101', { answer: { afterMs: 100 }, play: tone(1000, 30) });
  await line.atWork(phone);
  const caller = { sip: line.asterisk.sip, from: '041123456', to: ourNumber };
  await withCaller(caller, (call) => call.media.hears(1000, 500));
  await until(
    'the answered call is closed',
    async () => (await line.db('call').where({ closed: true, outcome: 'answered' })).length === 1,
  );
}
