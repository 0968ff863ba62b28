import { readdirSync, readFileSync } from 'node:fs';

/** /proc counts processor time in hundredths of a second on every Linux that Node runs on (USER_HZ). */
const ticksPerSecond = 100;

type Stat = { readonly parent: number; readonly ownTicks: number; readonly endedChildrenTicks: number };

/** User and system time of a process, in milliseconds. */
export function processorMs(pid: number): number {
  return (statOf(pid).ownTicks * 1000) / ticksPerSecond;
}

/** The same of a process with all its descendants, those that have ended and were waited for among them. */
export function treeProcessorMs(root: number): number {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      stats.set(Number(name), statOf(Number(name)));
    } catch {
      // It ended between the listing and the reading; its parent has its time.
    }
  }
  const within = (pid: number): boolean => pid === root || (stats.has(pid) && within(stats.get(pid)?.parent ?? 0));
  let ticks = 0;
  for (const [pid, stat] of stats) if (within(pid)) ticks += stat.ownTicks + stat.endedChildrenTicks;
  return (ticks * 1000) / ticksPerSecond;
}

/** Of our own children that have ended and were waited for. */
export function endedChildrenMs(): number {
  return (statOf(process.pid).endedChildrenTicks * 1000) / ticksPerSecond;
}

export function parentOf(pid: number): number {
  return statOf(pid).parent;
}

/** Resident memory in megabytes. */
export function residentMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
}

export function openDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Fields 4 and 14 to 17 of /proc/PID/stat (proc(5)); the name in field 2 may hold anything. */
function statOf(pid: number): Stat {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  return {
    parent: field(4),
    ownTicks: field(14) + field(15),
    endedChildrenTicks: field(16) + field(17),
  };
}
