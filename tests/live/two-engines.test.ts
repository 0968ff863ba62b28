import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import { until } from '../until.ts';
import { type RunningStack, runCommand, withStack } from './running-stack.ts';

/** The process that leads, as the journal's lock names it; 0: nobody does. */
async function leaderOf({ dataFolder }: RunningStack): Promise<number> {
  const lock = await readFile(join(dataFolder, 'journal', 'lock'), 'utf8').catch(() => '{"pid":0}');
  return (JSON.parse(lock) as { pid: number }).pid;
}

const healthy = async (stack: RunningStack): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${stack.env.PORT}/pripravljenost`).catch(() => null))?.status === 200;

test.serial(
  '[R9.2] npm start with a second engine: whichever leads is killed, the other one takes over, and back',
  async (t) => {
    t.timeout(240_000);
    const port = (name: string) => claimablePort(name, '127.0.0.1', 0, 'tcp').then(String);
    const standby = { STANDBY_ENGINE_PORT: await port('a door'), STANDBY_METRICS_PORT: await port('metrics') };
    await withStack(standby, async (stack) => {
      await stack.printed(/An engine leads/);
      await stack.printed(/An engine stands by/);
      await stack.printed(/Ctrl-C stops everything/);
      await until('all roles are healthy', () => healthy(stack));
      const leaders = [await leaderOf(stack)];
      for (const role of ['engine', 'engine-2']) {
        const from = stack.output().split('\n').length;
        const killedAt = Date.now();
        process.kill(leaders.at(-1) ?? 0, 'SIGKILL');
        await until(
          'another engine leads',
          async () => ![0, leaders.at(-1)].includes(await leaderOf(stack)) && (await healthy(stack)),
        );
        t.log(`${Date.now() - killedAt} ms until the pages were whole again`);
        leaders.push(await leaderOf(stack));
        await stack.printed(new RegExp(`${role} is there again`), from);
      }
      t.is(new Set(leaders).size, 3);
      const health = await runCommand('npm run admin -- health', stack.env);
      t.is(health.code, 0, health.output);
    });
  },
);
