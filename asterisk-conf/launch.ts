import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { recordPath } from './process-record.ts';
import type { AsteriskRoot } from './provide.ts';
import { instanceFolderInside } from './provide.ts';
import type { AsteriskPlaces } from './settings.ts';
import type { AsteriskEnd } from './start.ts';

export type LaunchOptions = {
  readonly root: AsteriskRoot;
  readonly dataFolder: string;
  /** The instance's folders on this machine, and as Asterisk sees them. */
  readonly places: AsteriskPlaces;
  readonly seen: AsteriskPlaces;
  readonly hostname: string;
};

export type Launched = {
  readonly pid: number;
  readonly exited: Promise<AsteriskEnd>;
  signal(name: NodeJS.Signals): void;
  command(text: string): Promise<string>;
};

const run = promisify(execFile);

/** Times in Asterisk's own files are UTC on every machine. */
const environment = { PATH: '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', TZ: 'UTC', HOME: '/' };

const begin = `set -e
IFS= read -r line < /proc/$$/stat
printf '%s\\n' "$line" > "$1"
shift
ulimit -n "$(ulimit -Hn)" || true
cd /
`;

const onMachine = `${begin}exec "$@"\n`;

/**
 * The mounts live in a namespace of their own and vanish with the process; the shared root is read-only in it. The
 * resolver is given no server, as Asterisk would wait five seconds for it at each call.
 */
const inFolder = `${begin}root=$1 instance=$2 inside=$3
shift 3
mount --bind "$root" "$root"
mount --bind "$instance" "$root$inside"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$instance/run/hosts" "$root/etc/hosts"
mount -o remount,bind,ro "$root"
exec chroot "$root" "$@"
`;

/** Becomes Asterisk by way of a shell that first records its own process, which stays the same. */
export const launch = async (options: LaunchOptions): Promise<Launched> => {
  const { root, places, seen } = options;
  await writeFile(
    join(places.run, 'hosts'),
    `127.0.0.1 localhost ${options.hostname} A.ROOT-SERVERS.NET\n::1 localhost\n`,
  );
  await writeFile(recordPath(places.run, 'owner'), await readFile('/proc/self/stat', 'utf8'));
  const console = await open(join(places.log, 'console.log'), 'a', 0o600);
  const configuration = ['-C', `${seen.configuration}/asterisk.conf`];
  // -U drops the right to override file permissions even where the user stays root.
  const owner = process.getuid?.() === 0 ? ['-U', 'root', '-G', 'root'] : [];
  const asRoot = ['asterisk', '-f', '-n', ...owner, ...configuration];
  const record = recordPath(places.run, 'asterisk');
  const parameters =
    root.kind === 'machine'
      ? ['sh', '-c', onMachine, 'launch', record, root.program, ...asRoot.slice(1)]
      : [
          'unshare',
          '--mount',
          'sh',
          '-c',
          inFolder,
          'launch',
          record,
          root.folder,
          options.dataFolder,
          instanceFolderInside,
          ...asRoot,
        ];
  const [program = '', ...rest] = parameters;
  const child = spawn(program, rest, { env: environment, detached: true, stdio: ['ignore', console.fd, console.fd] });
  const exited = new Promise<AsteriskEnd>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  await once(child, 'spawn').finally(() => console.close());
  const pid = child.pid ?? 0;
  // A detached Asterisk keeps our process from ending only through this handle; whoever wants to wait has `exited`.
  child.unref();
  const remote =
    root.kind === 'machine'
      ? [root.program]
      : ['nsenter', `--target=${pid}`, '--mount', 'chroot', root.folder, 'asterisk'];
  const [remoteProgram = '', ...remoteRest] = remote;
  return {
    pid,
    exited,
    signal: (name) => {
      // Who ends it waits for its end, however long that takes.
      child.ref();
      child.kill(name);
    },
    command: async (text) =>
      (await run(remoteProgram, [...remoteRest, ...configuration, '-rx', text], { env: environment })).stdout,
  };
};
