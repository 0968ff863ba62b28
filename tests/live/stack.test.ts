import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { loudness, readWav, samplesPerSecond } from '../../main/demonstration/sound.ts';
import type { Stack } from '../../main/stack.ts';
import { roles } from '../../sql/people/roles.ts';
import { type RunningStack, runCommand, withStack, withStackAgain } from './running-stack.ts';

/** Those that this test itself is, or starts, or that this run begins with. */
const provenElsewhere = new Set(['npm start', 'npm test', 'npm run check']);

async function readmeCommands(): Promise<string[]> {
  const text = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  return [...text.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
}

/** `startedAt` in clock ticks since the machine came up: field 22 of proc_pid_stat(5). */
type StackProcess = { readonly pid: number; readonly command: string; readonly startedAt: number };

/** The processes of this stack: those whose command or folder names its data folder, or that its roles lead. */
async function processesOf({ dataFolder }: RunningStack): Promise<StackProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.flatMap((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const ours = environment.includes(`DATA_FOLDER=${dataFolder}\0`) || command.includes(dataFolder);
      if (!ours) return [];
      // What stands before the last bracket may hold spaces.
      const [startedAt = ''] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '')
        .split(' ')
        .slice(19);
      return [{ pid, command, startedAt: Number(startedAt) }];
    } catch {
      return [];
    }
  });
}

/** The role itself, which is older than its spare. The kernel's numbers do not tell: they begin anew at 32,768. */
async function pidOfRole(stack: RunningStack, role: string): Promise<number> {
  const [oldest] = (await processesOf(stack))
    .filter(({ command }) => command.includes(`/roles/${role}.ts`))
    .sort((one, other) => one.startedAt - other.startedAt);
  if (oldest === undefined) throw new Error(`There is no role ${role}.`);
  return oldest.pid;
}

test.serial(
  '[R9.1] [R9.5] npm start brings everything up; every command of the README works; Ctrl-C leaves nothing',
  async (t) => {
    t.timeout(300_000);
    let stack: RunningStack | null = null;
    await withStack({}, async (running) => {
      stack = running;
      await running.printed(/Ctrl-C stops everything/);
      const stackFile = join(running.dataFolder, 'stack.json');
      t.is((await stat(stackFile)).mode & 0o777, 0o600);
      const described = JSON.parse(await readFile(stackFile, 'utf8')) as Stack;
      t.deepEqual(Object.keys(described), ['sip', 'number', 'phones', 'web', 'databaseUrl', 'ari', 'signIns']);
      t.deepEqual(
        described.phones.map(({ user }) => user),
        ['101', '102', '103', '104'],
      );
      t.deepEqual(
        [...new Set(described.signIns.map(({ role }) => role))].sort(),
        [...roles].sort(),
        'everybody can be tried',
      );
      for (const said of ['015551234', described.web.url, described.phones[0]?.password ?? '', 'nadzornik', 'Mail']) {
        t.true(running.output().includes(said), 'the summary says what a newcomer needs');
      }

      const second = await runCommand('npm start', running.env);
      t.is(second.code, 1);
      t.regex(second.output, /A stack already runs in this data folder \(process \d+\)/);

      for (const command of await readmeCommands()) {
        if (provenElsewhere.has(command)) continue;
        const { code, output } = await runCommand(command, running.env);
        t.is(code, 0, `${command}\n${output}`);
        if (command === 'npm run call') t.regex(output, /outcome +answered/);
      }
      const heard = await readWav(join(running.dataFolder, 'demonstration.wav'));
      t.true(heard.length > 15 * samplesPerSecond && loudness(heard) > 0.02, 'the caller heard the line');

      const report = join(running.dataFolder, 'report.pdf');
      const month = new Date().toISOString().slice(0, 7);
      t.is((await runCommand(`npm run admin -- report --month ${month} --out ${report}`, running.env)).code, 0);
      t.is((await readFile(report)).toString('latin1', 0, 5), '%PDF-');
      t.regex(
        (await runCommand(`npm run --silent admin -- calls export --month ${month}`, running.env)).output,
        /Klicatelj/,
      );
      t.is((await runCommand('npm run admin -- phone add 105', running.env)).code, 0);
      t.is(
        (
          await runCommand(
            'npm run admin -- user add agent5 --name "Nina Vidmar" --role agent --phone 105 --skill narocanje:5',
            running.env,
          )
        ).code,
        0,
      );
      for (const wrong of ['line open --until yesterday', 'line open', 'nonsense', 'phone add x']) {
        t.is((await runCommand(`npm run admin -- ${wrong}`, running.env)).code, 2, wrong);
      }
      t.is((await runCommand('npm run admin -- phone add 105', running.env)).code, 1);
      const elsewhere = { ...running.env, DATA_FOLDER: join(running.dataFolder, 'none') };
      t.is((await runCommand('npm run admin -- health', elsewhere)).code, 3);
      const logs = await Promise.all(
        (await readdir(join(running.dataFolder, 'logs'))).map((file) =>
          readFile(join(running.dataFolder, 'logs', file), 'utf8'),
        ),
      );
      t.notRegex(logs.join(''), /15550001|Nina Vidmar|Žagar/, 'no personal data in the logs');

      running.signal('SIGINT');
      // npm itself ends by the signal that it got; what stopped in which order stands in the output.
      await running.exited;
      t.regex(
        running.output(),
        /Stopping web\.[\s\S]*Stopping messages\.[\s\S]*Stopping engine\.[\s\S]*Stopping asterisk\.[\s\S]*Stopping database\.[\s\S]*Stopped\./,
      );
      t.false(existsSync(stackFile));
      t.deepEqual(await processesOf(running), []);
    });
    t.truthy(stack);
  },
);

test.serial(
  '[R9.2] whatever role is killed comes back, and after the supervisor is killed the next start is clean',
  async (t) => {
    t.timeout(300_000);
    await withStack({}, async (stack) => {
      await stack.printed(/Ctrl-C stops everything/);
      for (const role of ['web', 'messages', 'engine', 'asterisk', 'database']) {
        const from = stack.output().split('\n').length;
        process.kill(await pidOfRole(stack, role), 'SIGKILL');
        await stack.printed(new RegExp(`${role} fell`), from);
        await stack.printed(new RegExp(`${role} is there again`), from);
      }
      const { code, output } = await runCommand('npm run call', stack.env);
      t.is(code, 0, output);
      t.regex(output, /outcome +answered/);

      const supervisor = (await processesOf(stack)).find(({ command }) => command.includes('main/start.ts'));
      process.kill(supervisor?.pid ?? 0, 'SIGKILL');
      await stack.exited;
      await withStackAgain(stack.env, async (again) => {
        await again.printed(/Ctrl-C stops everything/);
        t.is((await runCommand('npm run admin -- health', stack.env)).code, 0);
        again.terminate();
        await again.exited;
      });
      t.deepEqual(await processesOf(stack), []);
    });
  },
);

test.serial('[R9.1] what stands in the way of a start is a sentence that says what to do', async (t) => {
  t.timeout(120_000);
  const cases: readonly (readonly [NodeJS.ProcessEnv, RegExp])[] = [
    [
      { DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/none' },
      /Nobody answers at postgres:\/\/nobody@127.0.0.1:1\/none\. Start PostgreSQL there/,
    ],
    [{ PORT: 'eighty' }, /PORT is text of 6 characters; expected: a port number/],
    [{ MINIMUM_FREE_MEGABYTES: '999999' }, /Only \d+ MB are free.*\n.*Free some space/],
    [{ SIP_HOST: '192.0.2.1' }, /192\.0\.2\.1 is no address of this machine \(setting SIP_HOST/],
  ];
  for (const [env, sentence] of cases) {
    await withStack(env, async (stack) => {
      t.is(await stack.exited, 1);
      t.regex(stack.output(), sentence);
      t.notRegex(stack.output(), /hunter2|\n\s+at /);
    });
  }
});
