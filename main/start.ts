import { bringUp } from './bring-up.ts';
import { prepareDataFolder } from './data-folder.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { listenersOf, refuseOccupiedPorts } from './ports.ts';
import { readOrCreateSecrets } from './secrets.ts';
import { readSettings, settingsHelp } from './settings.ts';
import { removeStack, writeStack } from './stack.ts';
import { summarise } from './summary.ts';
import type { SupervisedRole } from './supervisor.ts';
import { dim } from './terminal.ts';
import { exitCodes, explain } from './trouble.ts';

const help = `npm start: brings everything up on this machine and holds it up until Ctrl-C.

Settings are environment variables; two stacks run side by side when their DATA_FOLDER and ports differ:
${settingsHelp()}

Examples:
  npm start
  DATA_FOLDER=/var/lib/uenarocanje SIP_HOST=192.0.2.10 HOST=0.0.0.0 npm start

Exit codes: ${exitCodes.ok} stopped in order, ${exitCodes.failed} could not start, ${exitCodes.usage} wrong arguments.
`;

const startedAt = performance.now();
const say = (text: string): void => {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
  process.stderr.write(`${dim(`${seconds} s`)}  ${text}\n`);
};

/** One press arrives up to three times: from the terminal, through npm, and through the bootstrap. */
const onePressMs = 1_000;

async function start(): Promise<number> {
  const settings = readSettings(process.env);
  const places = await prepareDataFolder(settings.dataFolder, settings.minimumFreeMegabytes);
  const lock = await lockDataFolder(places, say);
  const roles: SupervisedRole[] = [];
  const stopped = Promise.withResolvers<'stopped'>();
  let pressedAt: number | null = null;
  const onSignal = (): void => {
    if (pressedAt === null) {
      pressedAt = performance.now();
      stopped.resolve('stopped');
    } else if (performance.now() - pressedAt > onePressMs) {
      say('Ending at once.');
      for (const role of roles) role.abort();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  try {
    await removeStack(places);
    await refuseOccupiedPorts(listenersOf(settings));
    const secrets = await readOrCreateSecrets(places.secrets);
    const up = bringUp({ settings, places, secrets, lock, say, onRole: (role) => roles.push(role) });
    const reached = await Promise.race([up, stopped.promise]);
    // Stopped in the middle of a start, what fails for that reason is no news.
    up.catch(() => undefined);
    if (reached !== 'stopped') {
      await writeStack(places, reached.stack);
      process.stdout.write(`${summarise(settings, places, reached.stack, reached.line)}\n`);
      await stopped.promise;
    }
    return exitCodes.ok;
  } finally {
    await removeStack(places);
    await stopAll(roles);
    await lock.release();
  }
}

/** Backwards: nobody loses what it stands on before it has stopped itself. */
async function stopAll(roles: readonly SupervisedRole[]): Promise<void> {
  for (const role of roles.toReversed()) {
    say(`Stopping ${role.name}.`);
    await role.stop();
  }
}

const args = process.argv.slice(2);
if (args.some((arg) => arg === '--help' || arg === '-h')) process.stdout.write(help);
else if (args.length > 0) {
  process.stderr.write(
    'npm start takes no arguments; settings are environment variables. "npm start -- --help" lists them.\n',
  );
  process.exitCode = exitCodes.usage;
} else {
  try {
    process.exitCode = await start();
    say('Stopped.');
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exitCode = exitCodes.failed;
  }
}
