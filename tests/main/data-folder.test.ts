import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { prepareDataFolder } from '../../main/data-folder.ts';
import { isDataFolderLocked, lockDataFolder } from '../../main/data-folder-lock.ts';
import { listenersOf, refuseOccupiedPorts } from '../../main/ports.ts';
import { readOrCreateSecrets } from '../../main/secrets.ts';
import { readSettings } from '../../main/settings.ts';
import { readStack, type Stack, StackNotRunning, writeStack } from '../../main/stack.ts';
import { explain, Trouble } from '../../main/trouble.ts';

async function withDataFolder(
  work: (places: Awaited<ReturnType<typeof prepareDataFolder>>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-data-'));
  try {
    await work(await prepareDataFolder(join(folder, 'data'), 1));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const silent = (): void => undefined;

test('[R9.1] a data folder is taken by one stack at a time; the second is told who has it', async (t) => {
  await withDataFolder(async (places) => {
    t.false(await isDataFolderLocked(places));
    const lock = await lockDataFolder(places, silent);
    t.true(await isDataFolderLocked(places));
    const error = await t.throwsAsync(lockDataFolder(places, silent), { instanceOf: Trouble });
    t.regex(error.sentence, new RegExp(`process ${process.pid}.*kill ${process.pid}.*DATA_FOLDER`, 's'));
    await lock.release();
    t.false(await isDataFolderLocked(places));
    await (await lockDataFolder(places, silent)).release();
  });
});

test('[R9.2] the lock of a stack that was killed is gone with it, but not before its roles are', async (t) => {
  await withDataFolder(async (places) => {
    const program = `
      import { spawn } from 'node:child_process';
      import { lockDataFolder } from ${JSON.stringify(new URL('../../main/data-folder-lock.ts', import.meta.url).href)};
      const lock = await lockDataFolder(${JSON.stringify(places)}, () => undefined);
      const role = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', lock.holder], detached: true });
      console.log(role.pid);
    `;
    const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = await once(child.stdout, 'data');
    const role = Number(String(printed));
    child.kill('SIGKILL');
    await once(child, 'exit');
    t.true(await isDataFolderLocked(places), 'a role still lives');
    const waited: string[] = [];
    const locking = lockDataFolder(places, (text) => {
      waited.push(text);
      process.kill(role, 'SIGKILL');
    });
    await (await locking).release();
    t.regex(waited.join(), /still stopping/);
  });
});

test('[R9.1] a disk with too little room is refused before anything is written', async (t) => {
  await withDataFolder(async (places) => {
    const error = await t.throwsAsync(prepareDataFolder(places.logs, 999_999_999), { instanceOf: Trouble });
    t.regex(error.sentence, /MB are free.*DATA_FOLDER.*MINIMUM_FREE_MEGABYTES/s);
  });
});

test('system errors are said in an operator’s words, whatever they are wrapped in', (t) => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC', path: '/data' });
  t.regex(explain(new Error('wrapped', { cause: full })), /disk is full at \/data.*Free some space/s);
  t.regex(explain(Object.assign(new Error('open'), { code: 'EACCES', path: '/data' })), /may not write at \/data/);
  t.regex(explain(new TypeError('a bug')), /TypeError: a bug\n\s+at /);
});

test('[R9.4] secrets are made once, differ, and are readable to their owner only', async (t) => {
  await withDataFolder(async (places) => {
    const [first, second] = await Promise.all([
      readOrCreateSecrets(places.secrets),
      readOrCreateSecrets(places.secrets),
    ]);
    t.deepEqual(first, second);
    t.is(new Set(Object.values(first)).size, Object.keys(first).length);
    for (const [name, secret] of Object.entries(first)) {
      t.is((await stat(join(places.secrets, name))).mode & 0o777, 0o600);
      t.true(secret.length >= 20, name);
    }
  });
});

test('[R9.1] an occupied port is named with its setting, TCP and UDP', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const web = { setting: 'PORT', what: 'the web', host: '127.0.0.1', port, protocol: 'tcp' } as const;
  const error = await t.throwsAsync(refuseOccupiedPorts([web]), { instanceOf: Trouble });
  t.regex(error.sentence, new RegExp(`Port ${port} for the web is occupied.*setting PORT=${port}`, 's'));
  server.close();
  await once(server, 'close');
  await t.notThrowsAsync(refuseOccupiedPorts([web, { ...web, protocol: 'udp' }]));
  await t.throwsAsync(refuseOccupiedPorts([{ ...web, host: '192.0.2.1' }]), {
    message: /192.0.2.1 is no address of this machine/,
  });
});

test('[R9.1] stack.json is there whole, for its owner only, and means nothing once no stack runs', async (t) => {
  await withDataFolder(async (places) => {
    const stack: Stack = {
      sip: { host: '127.0.0.1', port: 5060 },
      number: '38615551234',
      phones: [{ user: '101', password: 'x' }],
      web: { url: 'http://127.0.0.1:8080' },
      databaseUrl: 'postgres://u:p@127.0.0.1/d',
      ari: { url: 'http://127.0.0.1:8088/ari', user: 'u', password: 'p' },
      signIns: [],
    };
    await writeStack(places, stack);
    await t.throwsAsync(readStack(places), { instanceOf: StackNotRunning });
    const lock = await lockDataFolder(places, silent);
    t.deepEqual(await readStack(places), stack);
    t.is((await stat(places.stackFile)).mode & 0o777, 0o600);
    await lock.release();
  });
});

test('[R9.1] two settings with the same port are named together, each with what needs it', async (t) => {
  const settings = readSettings({ PORT: '8070', STANDBY_ENGINE_PORT: '9464', STANDBY_METRICS_PORT: '9465' });
  const error = await t.throwsAsync(refuseOccupiedPorts(listenersOf(settings)), { instanceOf: Trouble });
  t.is(
    error.message,
    'ENGINE_PORT and PORT are both 8070: the engine’s door and the web need a port each.\n' +
      'METRICS_PORT and STANDBY_ENGINE_PORT are both 9464: the metrics and the second engine’s door need a port each.',
  );
});
