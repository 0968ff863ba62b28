import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { CallId } from '../../engine/core/ids.ts';
import type { AgentRow, AgentView } from '../../engine/core/views.ts';
import { findCall } from '../../sql/calls/find-call.ts';
import { listAgents } from '../../sql/web/list-agents.ts';
import { openSession, type Session } from '../admin/session.ts';
import type { Door } from '../door.ts';
import { bold, dim } from '../terminal.ts';
import { Trouble } from '../trouble.ts';
import { describeCall } from './describe-call.ts';
import { withOpenLine } from './open-line.ts';
import type { SipMessage } from './sip-message.ts';
import { callBySipp } from './sipp-caller.ts';
import { loudness, samplesPerSecond, writeWav } from './sound.ts';
import { type RegisteredPhone, withPhone } from './test-phone.ts';
import { speakSlovene } from './voice.ts';

type Agent = { readonly id: string; readonly name: string; readonly phone: string; readonly password: string };
type Step = (text: string) => void;

/** No caller of the sample: a number of the range that is given out to nobody. */
const callerNumber = '015550001';
const answerAfterMs = 2_000;
const talkMs = 7_000;
const limitSeconds = 120;

/**
 * One call from beginning to end. `out` is where the WAV file goes; null: to the data folder.
 * @throws StackNotRunning, Trouble
 */
export async function demonstrate(out: string | null): Promise<void> {
  const session = await openSession();
  const step = stepsFrom(performance.now());
  await session.withDoor((door) =>
    withOpenLine(door, step, async () => {
      const agent = await chooseAgent(session, door);
      step('A voice is being made for the caller and one for the agent.');
      const [caller, answerer] = await speakSlovene(
        'Dober dan. Rada bi se naročila za novo osebno izkaznico na Upravni enoti Ljubljana.',
        'Upravna enota, dober dan. Prosti termin je v ponedeljek ob devetih.',
      );
      const phone = { sip: session.stack.sip, user: agent.phone, password: agent.password };
      step(`Phone ${agent.phone} registers; its agent is ${agent.id}.`);
      const options = { ...phone, answer: { afterMs: answerAfterMs }, hangUpAfterMs: talkMs } as const;
      await withPhone({ ...options, ...(answerer && { play: answerer }) }, async (registered) => {
        await signIn(door, registered, agent, step);
        const cdr = await call(session, door, agent, registered, caller ?? new Int16Array(0), out, step);
        process.stdout.write(`\n${bold('The record of the call')}\n${describeCall(cdr)}\n`);
      });
    }),
  );
}

/** An agent who is not at work now, so that nobody is disturbed. */
async function chooseAgent(session: Session, door: Door): Promise<Agent> {
  const { agents } = await door.wallboard();
  const known = await session.withDatabase(listAgents);
  const isOut = (row: AgentRow): boolean => row.state === 'signedOut' && !row.phoneReachable;
  for (const row of agents.filter(isOut)) {
    const phone = known.find(({ id }) => id === row.id)?.phone;
    const account = session.stack.phones.find(({ user }) => user === phone);
    if (account !== undefined) return { id: row.id, name: row.name, phone: account.user, password: account.password };
  }
  throw new Trouble(
    'Every agent is signed in or has a registered phone.',
    'Sign one out and unplug their phone, or add an agent: npm run admin -- user add --help',
  );
}

/** As agents do it: by feature codes on the phone. */
async function signIn(door: Door, phone: RegisteredPhone, agent: Agent, step: Step): Promise<void> {
  await becomes(door, agent, 'is reachable', (view) => view.phoneReachable);
  step('The agent dials *11: signs in.');
  await phone.dial('*11');
  await becomes(door, agent, 'signed in', (view) => view.state !== 'signedOut');
  step('The agent dials *12: is ready.');
  await phone.dial('*12');
  // Somebody may be waiting already, so that the agent is not ready for long.
  await becomes(door, agent, 'ready', (view) => ['ready', 'offered', 'talking'].includes(view.state));
}

async function call(
  session: Session,
  door: Door,
  agent: Agent,
  phone: RegisteredPhone,
  voice: Int16Array,
  out: string | null,
  step: Step,
): Promise<Cdr> {
  const { sip, number } = session.stack;
  const to = number.startsWith('386') ? `0${number.slice(3)}` : number;
  const seen = Promise.withResolvers<CallId>();
  const talking = Promise.withResolvers<void>();
  let last = '';
  door.watchAgent(agent.id as AgentView['agentId'], ({ state, call: current, waiting }) => {
    if (current !== null) seen.resolve(current.callId);
    if (state === 'talking') talking.resolve();
    const now = `${state}${waiting > 0 ? `, ${waiting} waiting` : ''}`;
    if (now !== last) step(dim(`wallboard: ${agent.id} is ${now}`));
    last = now;
  });
  step(`SIPp calls ${to}.`);
  const sipp = await callBySipp({ sip, from: callerNumber, to, limitSeconds, onMessage: tell(step) });
  try {
    void talking.promise.then(() => sipp.media.play(voice));
    if (!(await sipp.ended)) {
      throw new Trouble(
        'The call did not go as it should.',
        `See the steps above, and the engine’s log in ${session.places.logs}.`,
      );
    }
    const file = out ?? join(session.settings.dataFolder, 'demonstration.wav');
    const heard = sipp.heard();
    await writeWav(file, heard);
    step(`The caller heard ${(heard.length / samplesPerSecond).toFixed(1)} s, kept in ${file}`);
    const agentHeard = await (await phone.nextCall()).ended;
    step(`The agent heard ${(agentHeard.heard.length / samplesPerSecond).toFixed(1)} s.`);
    step('The agent dials *15: wrap-up is over, and *14: signs out.');
    await phone.dial('*15');
    await phone.dial('*14');
    if (loudness(heard) < 0.005 || loudness(agentHeard.heard) < 0.005) {
      throw new Trouble('One side heard only silence.', 'Is a firewall between the phones and the RTP_PORTS?');
    }
    return await readRecord(session, await seen.promise);
  } finally {
    await sipp.close();
  }
}

/** Resolves when the agent's view is so. @throws Trouble after ten seconds */
async function becomes(door: Door, agent: Agent, what: string, is: (view: AgentView) => boolean): Promise<void> {
  const reached = Promise.withResolvers<void>();
  const late = setTimeout(
    () => reached.reject(new Trouble(`After ten seconds ${agent.id} is not ${what}.`, 'The engine’s log says why.')),
    10_000,
  );
  door.watchAgent(agent.id as AgentView['agentId'], (view) => {
    if (is(view)) reached.resolve();
  });
  await reached.promise.finally(() => clearTimeout(late));
}

/** The record comes with the journal, a moment after the call. */
async function readRecord(session: Session, callId: CallId): Promise<Cdr> {
  return session.withDatabase(async (db) => {
    for (let tries = 0; tries < 50; tries += 1) {
      const found = await findCall(db, callId);
      if (found?.closed) return found.cdr;
      await pause(200);
    }
    throw new Trouble(
      'The record of the call did not reach the database within ten seconds.',
      'The engine’s log says whether the journal is shipped.',
    );
  });
}

function tell(step: Step): (direction: 'sent' | 'received', message: SipMessage) => void {
  return (direction, message) => {
    const text = message.kind === 'request' ? message.method : `${message.status} ${message.reason}`;
    step(dim(`SIP: the caller ${direction === 'sent' ? 'sends' : 'receives'} ${text}`));
  };
}

function stepsFrom(startedAt: number): Step {
  return (text) =>
    process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${text}\n`);
}
