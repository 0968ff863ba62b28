import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { LifeLimits } from '../../main/life-watch.ts';
import { pauseAfter, type SupervisedRole, superviseRole } from '../../main/supervisor.ts';
import { Trouble } from '../../main/trouble.ts';
import { until } from '../until.ts';

type Story = {
  readonly role: SupervisedRole;
  readonly falls: { reason: string; pauseMs: number }[];
  readonly progress: string[];
  readonly folder: string;
  returned(): Promise<void>;
};

async function withRole(
  options: {
    problem?: string | null;
    stubborn?: boolean;
    stopMs?: number;
    life?: LifeLimits;
    wellAfterMs?: number;
    spareAfterMs?: number;
    readyMs?: number;
    /** Of each start, in their order; the last one holds for those that follow. */
    steps?: readonly (number | 'hangs')[];
    /** What it begins when it is ready, of each start too. */
    later?: readonly (number | 'hangs' | null)[];
  },
  work: (story: Story) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-supervisor-'));
  const falls: Story['falls'] = [];
  const progress: string[] = [];
  const { steps = [0], later = [null] } = options;
  let starts = 0;
  let onReturn: () => void = () => undefined;
  const role = superviseRole(
    {
      name: 'well',
      file: new URL('./roles/well.ts', import.meta.url).pathname,
      options: () => {
        const ofThisStart = <T>(all: readonly T[]): T | undefined => all[Math.min(starts, all.length - 1)];
        const { problem = null, stubborn = false } = options;
        const own = { problem, stubborn, steps: ofThisStart(steps), later: ofThisStart(later) };
        starts += 1;
        return own;
      },
      readyMs: options.readyMs ?? 20_000,
      stopMs: options.stopMs ?? 10_000,
      ...(options.life === undefined ? {} : { life: options.life }),
      spareAfterMs: options.spareAfterMs ?? null,
    },
    {
      log: { folder, level: 'info', terminalLevel: 'silent' },
      backOff: { firstMs: 10, longestMs: 40, wellAfterMs: options.wellAfterMs ?? 60_000 },
      heldOpen: null,
      onProgress: (_role, text) => progress.push(text),
      onFall: (_role, reason, pauseMs) => falls.push({ reason, pauseMs }),
      onReturn: () => onReturn(),
    },
  );
  const returned = (): Promise<void> => new Promise((resolve) => (onReturn = resolve));
  try {
    await work({ role, falls, progress, folder, returned });
  } finally {
    await role.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const pidOf = (details: unknown): number => (details as { pid: number }).pid;
const wholeLines = (text: string): unknown[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** A process that ended may stay in the list until somebody asks for it: state Z. */
function lives(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

test.serial('[R9.2] pauses double up to the longest', (t) => {
  const backOff = { firstMs: 200, longestMs: 30_000, wellAfterMs: 60_000 };
  t.deepEqual(
    [1, 2, 3, 8, 9, 50].map((falls) => pauseAfter(falls, backOff)),
    [200, 400, 800, 25_600, 30_000, 30_000],
  );
});

test.serial(
  '[R9.2] a role that is killed or falls by itself is started again, each time after a longer pause',
  async (t) => {
    await withRole({}, async ({ role, falls, progress, folder, returned }) => {
      const first = pidOf(await role.start());
      t.true(lives(first));
      let back = returned();
      process.kill(first, 'SIGKILL');
      await back;
      t.deepEqual(falls, [{ reason: 'was ended by SIGKILL', pauseMs: 10 }]);
      t.is(progress.length, 2);
      // A role writes its log beside its work, and is ready before the line about it is whole.
      let log: unknown[] = [];
      await until('a start stands in the log', async () => {
        log = wholeLines(await readFile(join(folder, 'well.1.log'), 'utf8'));
        return log.length > 0;
      });
      t.like(log.at(-1), { role: 'well', msg: 'ready' });
      back = returned();
      const [child] = await childrenOf(process.pid);
      process.kill(child ?? 0, 'SIGUSR2');
      await back;
      t.like(falls[1], { pauseMs: 20 });
      t.regex(falls[1]?.reason ?? '', /It fell by itself/);
      await role.stop();
      t.deepEqual(await childrenOf(process.pid), []);
    });
  },
);

test.serial('[R9.2] who was well for long is started again at once', async (t) => {
  await withRole({ wellAfterMs: 0 }, async ({ role, falls, returned }) => {
    const first = pidOf(await role.start());
    const back = returned();
    process.kill(first, 'SIGKILL');
    await back;
    t.deepEqual(falls, [{ reason: 'was ended by SIGKILL', pauseMs: 0 }]);
  });
});

test.serial('[R9.2] a role that hangs is ended and started again; one that lives is left alone', async (t) => {
  await withRole({ life: { everyMs: 100, hangsAfterMs: 1_500 } }, async ({ role, falls, returned }) => {
    const first = pidOf(await role.start());
    const back = returned();
    process.kill(first, 'SIGSTOP');
    await back;
    t.false(lives(first));
    t.regex(falls[0]?.reason ?? '', /^hangs: no sign of life for 1.5 seconds/);
    t.is((await childrenOf(process.pid)).length, 1);
    const [second = 0] = await childrenOf(process.pid);
    const backAgain = returned();
    process.kill(second, 'SIGSTOP');
    await backAgain;
    t.false(lives(second));
    t.regex(falls.at(-1)?.reason ?? '', /^hangs: no sign of life for 3 seconds/, 'the next one is waited for longer');
  });
});

test.serial('[R9.2] a start that goes on may take long; one that stands still is ended and made anew', async (t) => {
  await withRole({ readyMs: 5_000, steps: [14, 'hangs', 0] }, async ({ role, falls, returned }) => {
    const first = pidOf(await role.start());
    t.deepEqual(falls, [], 'it took seven seconds, and said so');
    const back = returned();
    process.kill(first, 'SIGKILL');
    await back;
    t.deepEqual(
      falls.map(({ reason }) => reason),
      ['was ended by SIGKILL', 'its start came to a standstill for 5 seconds, so it was ended'],
    );
    t.is((await childrenOf(process.pid)).length, 1);
  });
});

test.serial(
  '[R9.2] who is ready and begins with more may take long; one that stands still, though its loop turns, is made anew',
  async (t) => {
    const life = { everyMs: 500, hangsAfterMs: 4_000 };
    await withRole({ readyMs: 5_000, life, later: [14, 'hangs', 0] }, async ({ role, falls, progress, returned }) => {
      const first = pidOf(await role.start());
      await until('what it began is done', () => progress.includes('It has begun.'));
      t.deepEqual(falls, [], 'it took seven seconds, and said so');
      const back = returned();
      process.kill(first, 'SIGKILL');
      await back;
      t.deepEqual(falls.splice(0), [{ reason: 'was ended by SIGKILL', pauseMs: 10 }]);
      await until(
        'what came to a standstill is done by the next',
        () => progress.at(-1) === 'It has begun.' && falls.length > 0,
      );
      t.deepEqual(
        falls.map(({ reason }) => reason),
        ['its start came to a standstill for 5 seconds, so it was ended'],
      );
      const [last = 0] = await childrenOf(process.pid);
      const backAgain = returned();
      process.kill(last, 'SIGSTOP');
      await backAgain;
      t.regex(falls.at(-1)?.reason ?? '', /^hangs: no sign of life/, 'and from then on it is asked whether it lives');
    });
  },
);

test.serial(
  '[R9.2] a spare takes the place of a role that falls, is replaced when it falls itself, and goes with it',
  async (t) => {
    await withRole({ spareAfterMs: 10 }, async ({ role, falls, progress, returned }) => {
      const first = pidOf(await role.start());
      const spareOf = async (pids: readonly number[]): Promise<number> => {
        let spare: number | undefined;
        await until('a spare is there', async () => {
          spare = (await childrenOf(process.pid)).find((pid) => !pids.includes(pid));
          return spare !== undefined;
        });
        return spare ?? 0;
      };
      const spare = await spareOf([first]);
      t.deepEqual(progress, ['A role for tests is starting.'], 'it is loaded and waits');
      const back = returned();
      process.kill(first, 'SIGKILL');
      await back;
      t.is(falls.length, 1);
      t.is(progress.length, 2);
      const next = await spareOf([spare]);
      t.not(next, first);
      await role.stop();
      t.deepEqual(await childrenOf(process.pid), []);
      t.false(lives(spare) || lives(next));
    });
  },
);

test.serial('[R9.1] a role that can not start says why, once, and is not tried again', async (t) => {
  await withRole({ problem: 'no room at all' }, async ({ role, falls }) => {
    await t.throwsAsync(role.start(), { instanceOf: Trouble, message: /well: .*no room at all/s });
    t.deepEqual(falls, []);
  });
});

test.serial('[R9.1] a role that does not stop in its time is killed', async (t) => {
  await withRole({ stubborn: true, stopMs: 200 }, async ({ role }) => {
    const pid = pidOf(await role.start());
    await role.stop();
    t.false(lives(pid));
  });
});

for (const stubborn of [false, true])
  test.serial(
    `[R9.2] a role ends ${stubborn ? 'all the same, though it hangs,' : 'in order'} when its supervisor is gone, however that ended`,
    async (t) => endsAlone(t, stubborn),
  );

async function endsAlone(t: ExecutionContext, stubborn: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-supervisor-'));
  const program = `
    import { superviseRole } from ${JSON.stringify(new URL('../../main/supervisor.ts', import.meta.url).href)};
    const role = superviseRole(
      { name: 'well', file: ${JSON.stringify(new URL('./roles/well.ts', import.meta.url).pathname)}, options: () => ({ problem: null, stubborn: ${stubborn} }), readyMs: 20000, stopMs: 1000 },
      { log: { folder: ${JSON.stringify(folder)}, level: 'info', terminalLevel: 'silent' }, backOff: { firstMs: 1, longestMs: 1, wellAfterMs: 1 }, heldOpen: null,
        onProgress() {}, onFall() {}, onReturn() {} },
    );
    console.log(JSON.stringify(await role.start()));
  `;
  const supervisor = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // The role holds the same pipe: it closes when both are gone.
  const closed = once(supervisor.stdout, 'close');
  const [printed] = await once(supervisor.stdout, 'data');
  const pid = pidOf(JSON.parse(String(printed)));
  t.true(lives(pid));
  supervisor.kill('SIGKILL');
  await closed;
  // A process closes its pipes a moment before it is gone.
  await t.notThrowsAsync(until('the role is gone', () => !lives(pid)));
  await rm(folder, { recursive: true, force: true });
}

/** The role processes that this one started, by the kernel’s list. */
async function childrenOf(pid: number): Promise<number[]> {
  const pids = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  const commands = await Promise.all(pids.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, place) => commands[place]?.includes('roles/well.ts'));
}
