import type { Command as Program } from 'commander';
import { listPhones } from '../../sql/people/list-phones.ts';
import { servesAllTheSame } from '../../web/running/serves-all-the-same.ts';
import { columns } from '../terminal.ts';
import { explain, Trouble } from '../trouble.ts';
import { type Finding, findingsOfEngine } from './engine-health.ts';
import { openSession, type Session } from './session.ts';

export function addHealthCommand(program: Program): void {
  program
    .command('health')
    .description('asks every part of the running stack whether it is well; exit code 1 when one does not serve')
    .addHelpText('after', '\nExample:\n  npm run admin -- health')
    .action(async () => {
      const session = await openSession();
      const results = await Promise.all(checks.map((check) => time(check, session)));
      console.log(
        columns(
          results.map(({ name, state, took }) => [name, state, took]),
          '',
        ),
      );
      if (results.some(({ well }) => !well))
        throw new Trouble('Not all is well.', `See the logs in ${session.places.logs}.`);
    });
}

/** What a part says of itself; with findings there is something that somebody should see to. */
type Answer = { readonly state: string; readonly findings?: readonly Finding[] };

type Check = { readonly name: string; readonly ask: (session: Session) => Promise<Answer> };

const checks: readonly Check[] = [
  {
    name: 'database',
    ask: (session) =>
      session.withDatabase(async (db) => ({ state: `answers, ${(await listPhones(db)).length} phones` })),
  },
  {
    name: 'asterisk',
    async ask({ stack: { ari } }) {
      const response = await fetch(`${ari.url}/asterisk/info?only=system`, {
        headers: { authorization: `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}` },
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) throw new Error(`ARI answers with status ${response.status}`);
      const { system } = (await response.json()) as { system?: { version?: string } };
      return { state: `answers, version ${system?.version ?? 'unknown'}` };
    },
  },
  {
    name: 'engine',
    ask: (session) =>
      session.withDoor(async (door) => {
        const view = await door.wallboard();
        const { agents, queues } = view;
        const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
        const there = agents.filter((agent) => agent.state !== 'signedOut').length;
        return {
          state: `answers, ${waiting} waiting, ${there} of ${agents.length} agents signed in`,
          findings: findingsOfEngine(view),
        };
      }),
  },
  {
    name: 'web',
    async ask({ settings }) {
      const { host, port } = settings.web;
      const response = await fetch(`http://${host}:${port}/`, {
        redirect: 'manual',
        signal: AbortSignal.timeout(5_000),
      });
      if (response.status >= 500) throw new Error(`answers with status ${response.status}`);
      return { state: 'answers' };
    },
  },
];

async function time(
  { name, ask }: Check,
  session: Session,
): Promise<{ name: string; state: string; took: string; well: boolean }> {
  const before = performance.now();
  const took = (): string => `${Math.round(performance.now() - before)} ms`;
  try {
    const { state, findings = [] } = await ask(session);
    return { name, ...judge(state, findings), took: took() };
  } catch (error) {
    const sentence = error instanceof Trouble ? error.message : explain(error).split('\n')[0];
    return { name, state: `NOT WELL: ${sentence}`, took: took(), well: false };
  }
}

/** Well is what serves: who runs us in a container ends what is not, with all its calls. */
export function judge(state: string, findings: readonly Finding[]): { readonly state: string; readonly well: boolean } {
  if (findings.length === 0) return { state, well: true };
  const well = findings.every(({ part }) => servesAllTheSame.has(part));
  return { state: `${well ? 'WARNING' : 'NOT WELL'}: ${findings.map(({ sentence }) => sentence).join('; ')}`, well };
}
