import type { Command } from '../../engine/core/commands.ts';
import { instant, later } from '../../engine/core/ids.ts';
import type { LineView } from '../../engine/core/views.ts';
import { type Door, refusalSentences } from '../door.ts';
import { describeLine } from '../summary.ts';
import { Trouble } from '../trouble.ts';

const tenMinutesMs = 600_000;

/** Does `work` with the line open: when it is closed now it is opened for ten minutes, and left afterwards as it was. */
export async function withOpenLine<T>(door: Door, say: (text: string) => void, work: () => Promise<T>): Promise<T> {
  const { line } = await door.wallboard();
  if (line.open) return work();
  say(`The line is ${describeLine(line)}.`);
  say('It is opened for ten minutes, for this call.');
  await carryOut(door, { type: 'OpenLine', until: later(instant(Date.now()), tenMinutesMs) });
  try {
    return await work();
  } finally {
    await carryOut(door, asBefore(line));
    say('The line is left as it was.');
  }
}

function asBefore({ open, overriddenUntil }: LineView): Command {
  if (overriddenUntil === null) return { type: 'FollowOpeningHours' };
  return { type: open ? 'OpenLine' : 'CloseLine', until: overriddenUntil };
}

async function carryOut(door: Door, command: Command): Promise<void> {
  const answer = await door.ask(command);
  if (!answer.ok) throw new Trouble(refusalSentences[answer.refusal], 'The line stays as it is.');
}
