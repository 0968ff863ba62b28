import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { setPasswordHash } from '../../../sql/people/set-password-hash.ts';
import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { percentile } from '../measure/statistics.ts';
import { startRoleProcess } from '../role-process.ts';
import { openBoards } from './line/boards.ts';
import { openEngineLine } from './line/engine-line.ts';

/**
 * From a change on the line to the moment at which each of 200 open wallboards has the view with it: engine, its door,
 * the web and the stream, each its own process. The change is an agent's pause by command. The reference is the same
 * with one board alone. The door gathers changes for 40 ms, which is part of it.
 */
const boards = 200;
const password = 'only-for-benchmarks';

await runBenchmark(async ({ long }, opened) => {
  const rounds = long ? 7 : 3;
  const changes = long ? 60 : 20;
  progress('PostgreSQL, Asterisk, the engine and the web start.');
  const line = await openEngineLine({ agents: 4, phones: { ringMs: 100, talkMs: 500 }, speaks: false }, opened);
  await line.begin();
  const { database, folder, options } = line;
  await setPasswordHash(database.db, 'nadzornik', await hash(password));
  const web = startRoleProcess(
    'web',
    {
      databaseUrl: database.url,
      door: { url: `ws://127.0.0.1:${options.door.port}/door`, token: options.door.token },
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://127.0.0.1',
      recording: { folder: options.recording.folder, keyFile: options.recording.keyFile },
      promptSoundsFolder: join(folder, 'prompt-sounds'),
      sessionSecret: randomBytes(24).toString('hex'),
      mail: { smtpUrl: null, from: 'bench@example.si', reportsTo: [] },
    },
    join(folder, 'logs'),
  );
  opened.defer(() => web.close());
  const { url } = (await web.ready) as { readonly url: string };
  const many = await openBoards({ url, password, count: boards });
  opened.defer(() => many.close());
  const door = await line.door();
  opened.defer(async () => door.close());
  const [agentId] = line.agents;
  if (agentId === undefined) throw new Error('There is no agent.');

  const measure = async (group: typeof many): Promise<number[]> => {
    const times: number[] = [];
    for (let change = 0; change < changes; change += 1) {
      const state = change % 2 === 0 ? 'paused' : 'ready';
      const arrived = group.whenAgentIs(agentId, state);
      const at = performance.now();
      await door.ask(
        state === 'paused' ? { type: 'Pause', agentId, reason: 'malica' } : { type: 'BecomeReady', agentId },
      );
      for (const seenAt of await arrived) times.push(seenAt - at);
      // A board takes at most four views a second; the next change shall find it ready to take one.
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return times;
  };
  const ours: number[] = [];
  const alone: number[] = [];
  await measure(many);
  for (let round = 1; round <= rounds; round += 1) {
    progress(`Round ${round} of ${rounds}: ${changes} changes on ${boards} boards, and on one.`);
    ours.push(percentile(await measure(many), 0.99));
    alone.push(percentile(await measure(many.only(1)), 0.99));
  }
  compare({
    what: `change to the view on ${boards} boards, p99`,
    unit: 'ms',
    ours,
    reference: { name: 'the first of these boards', values: alone },
  });
});
