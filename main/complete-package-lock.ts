import { readFile, writeFile } from 'node:fs/promises';

/**
 * Packages with binaries name one optional package for each platform. A registry's mirror may lack those of platforms
 * that nobody there uses; npm then leaves them out of package-lock.json, and refuses its own lock at the next
 * `npm ci`. This adds what the packages themselves say. Run it after `npm install`:
 * `node --import tsx main/complete-package-lock.ts`
 */
export type Locked = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
export type PackageLock = { readonly packages: Readonly<Record<string, Locked>> };

/** The lock with every optional package of a platform; the same object's content when nothing is missing. Pure. */
export function completePackageLock<Lock extends PackageLock>(lock: Lock): Lock {
  const packages: Record<string, Locked> = { ...lock.packages };
  for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const place = `node_modules/${name}`;
      const platform = platformOf(name);
      if (packages[place] !== undefined || platform === null || !/^\d+\.\d+\.\d+/.test(version)) continue;
      packages[place] = { version, ...(dev && { dev }), optional: true, ...platform };
    }
  }
  const sorted = Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** "@biomejs/cli-linux-x64-musl" → linux, x64, musl. Null for a name without a platform. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> | null {
  const words = name.split(/[/-]/);
  const os = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'sunos', 'win32'].find((word) =>
    words.includes(word),
  );
  const cpu = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'].find((word) =>
    words.includes(word),
  );
  if (os === undefined || cpu === undefined) return null;
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') || words.includes('glibc') ? 'glibc' : null;
  return { os: [os], cpu: [cpu], ...(libc !== null && { libc: [libc] }) };
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = completePackageLock(JSON.parse(await readFile(file, 'utf8')) as PackageLock);
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
}
