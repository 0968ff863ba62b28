import type { Command as Program } from 'commander';
import { runsShortOfLegs } from '../../engine/core/leg-limit.ts';
import type { JournalView } from '../../engine/core/views.ts';
import { listPhones } from '../../sql/people/list-phones.ts';
import { columns } from '../terminal.ts';
import { explain, Trouble } from '../trouble.ts';
import { openSession, type Session } from './session.ts';

export function addHealthCommand(program: Program): void {
  program
    .command('health')
    .description('asks every part of the running stack whether it is well; exit code 1 when one is not')
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

type Check = { readonly name: string; readonly ask: (session: Session) => Promise<string> };

const journalSentences: Readonly<Record<JournalView['kept'], string>> = {
  inReserve: "the journal's disk is full, records of calls go into its reserve",
  inMemory: "the journal's disk takes nothing, records of calls wait in memory and go to the database; do not stop it",
  nowhere: 'records of calls are being lost: neither the disk nor the database nor memory takes more',
};

const checks: readonly Check[] = [
  {
    name: 'database',
    ask: (session) => session.withDatabase(async (db) => `answers, ${(await listPhones(db)).length} phones`),
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
      return `answers, version ${system?.version ?? 'unknown'}`;
    },
  },
  {
    name: 'engine',
    ask: (session) =>
      session.withDoor(async (door) => {
        const { line, agents, queues, configuration, journal, legs } = await door.wallboard();
        if (!line.asteriskConnected) throw new Error('has no connection to Asterisk');
        if (line.asteriskHangs) throw new Error('takes no new calls, because a part of Asterisk hangs');
        if (journal) throw new Error(`serves; ${journalSentences[journal.kept]}: README, "When a disk is full"`);
        if (legs && runsShortOfLegs(legs))
          throw new Error(
            `${legs.full ? 'refuses callers' : 'soon refuses callers'}: ${legs.used} of ${legs.limit} legs are used; widen RTP_PORTS`,
          );
        const [wrong] = configuration?.refused?.problems ?? [];
        if (wrong) throw new Error(`does not use the changed configuration: ${wrong.row}: expected ${wrong.expected}`);
        const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
        const there = agents.filter((agent) => agent.state !== 'signedOut').length;
        return `answers, ${waiting} waiting, ${there} of ${agents.length} agents signed in`;
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
      return 'answers';
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
    return { name, state: await ask(session), took: took(), well: true };
  } catch (error) {
    const sentence = error instanceof Trouble ? error.message : explain(error).split('\n')[0];
    return { name, state: `NOT WELL: ${sentence}`, took: took(), well: false };
  }
}
