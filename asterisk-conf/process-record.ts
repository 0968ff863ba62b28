import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Who runs in an instance's folder, by process id and start time, so that a process which only inherited the number is
 * never ended. Records are lines of /proc/PID/stat, written by the launcher before it becomes Asterisk: there is no
 * moment in which Asterisk runs unrecorded.
 */
export type ProcessRecord = { readonly pid: number; readonly startedTicks: string };

/** Asterisk itself, and the process of ours that started it. */
export type RecordName = 'asterisk' | 'owner';

export const recordPath = (runFolder: string, name: RecordName): string => join(runFolder, `${name}.process`);

export const readRecord = async (runFolder: string, name: RecordName): Promise<ProcessRecord | null> =>
  decodeStat(await readFile(recordPath(runFolder, name), 'utf8').catch(() => ''));

export const removeRecords = async (runFolder: string): Promise<void> => {
  await rm(recordPath(runFolder, 'asterisk'), { force: true });
  await rm(recordPath(runFolder, 'owner'), { force: true });
};

export const isAlive = async (record: ProcessRecord): Promise<boolean> => {
  const now = await readProcess(record.pid);
  return now !== null && now.startedTicks === record.startedTicks;
};

export const isRunning = async (pid: number): Promise<boolean> => (await readProcess(pid)) !== null;

/** Ends a process that is not our child: kindly, then by force. Resolves when it is gone. */
export const endProcess = async (record: ProcessRecord, kindMs: number): Promise<void> => {
  if (await signalAndWait(record, 'SIGTERM', kindMs)) return;
  if (await signalAndWait(record, 'SIGKILL', 5_000)) return;
  throw new Error(`Process ${record.pid} does not end, not even by force. End it by hand and start again.`);
};

const signalAndWait = async (record: ProcessRecord, signal: NodeJS.Signals, limitMs: number): Promise<boolean> => {
  const deadline = Date.now() + limitMs;
  if (await isAlive(record)) process.kill(record.pid, signal);
  while (await isAlive(record)) {
    if (Date.now() > deadline) return false;
    // The kernel tells nobody but the parent of a process's end, and that is gone.
    await pause(20);
  }
  return true;
};

const readProcess = async (pid: number): Promise<ProcessRecord | null> =>
  decodeStat(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));

/** "PID (name) state ppid …": the name may hold spaces and brackets; field 22 is the start in ticks after boot. */
const decodeStat = (line: string): ProcessRecord | null => {
  const pid = Number.parseInt(line, 10);
  const [state, ...fields] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const startedTicks = fields[18];
  // A zombie has ended; its parent has only not looked yet.
  if (!Number.isInteger(pid) || startedTicks === undefined || state === 'Z') return null;
  return { pid, startedTicks };
};
