import { once } from 'node:events';
import { join } from 'node:path';
import type { Logger } from 'pino';
import pino from 'pino';
import pretty from 'pino-pretty';
import roll from 'pino-roll';

/** What waits while the disk takes nothing; what comes then is dropped. */
const heldBytes = 1_048_576;

export type LogOptions = {
  readonly role: string;
  readonly folder: string;
  readonly level: string;
  readonly terminalLevel: string;
};

/**
 * A role's own log: every line as JSON in `folder`/ROLE.N.log (the last ten of 20 MB each), and the more important
 * ones in short form on the terminal. On a full disk, or where its file cannot be opened, the terminal goes on alone.
 * Numbers and names of people stand in neither (R9.5): whoever logs sees to it.
 */
export async function openLog({ role, folder, level, terminalLevel }: LogOptions): Promise<Logger> {
  const terminal = pretty({
    colorize: process.stderr.isTTY,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname,role',
    messageFormat: '{role}: {msg}',
    singleLine: true,
    destination: 2,
    sync: true,
  });
  const complain = (error: unknown, what: string): void => {
    if (terminalLevel !== 'silent') pino({ base: { role } }, terminal).error({ err: error }, what);
  };
  const file = await openFile(join(folder, role)).catch((error: unknown) => {
    complain(error, 'the log can not be opened; lines are on the terminal alone');
    return null;
  });
  // Without a listener a full disk would end the process: a line that answers calls must not fall over its diary.
  let refused = false;
  file?.on('error', (error: Error) => {
    if (!refused) complain(error, 'the log can not be written; the last lines are kept');
    refused = true;
  });
  file?.on('write', () => {
    refused = false;
  });
  const streams = [
    { level, stream: file },
    { level: terminalLevel, stream: terminal },
  ].flatMap(({ level: from, stream }) =>
    stream === null || from === 'silent' ? [] : [{ level: from as pino.Level, stream }],
  );
  return pino(
    { base: { role }, level: lower(level, terminalLevel), timestamp: pino.stdTimeFunctions.isoTime },
    pino.multistream(streams),
  );
}

/** One that is not open yet, or never will be, throws at whoever writes to it. */
async function openFile(path: string): ReturnType<typeof roll> {
  const file = await roll({
    file: path,
    extension: '.log',
    size: '20m',
    limit: { count: 9 },
    sync: false,
    maxLength: heldBytes,
  });
  await once(file, 'ready');
  return file;
}

function lower(one: string, other: string): string {
  const order = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
  return order.indexOf(one) < order.indexOf(other) ? one : other;
}
