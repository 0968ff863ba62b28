import type { Callback } from '../../../engine/core/callback.ts';
import type { Simulation } from './simulation.ts';

export const citizen = '+38641123456';
export const minutes = (count: number): number => count * 60_000;

/** Everything that was told of a callback, oldest first. */
export const lives = (line: Simulation): Callback[] =>
  line.facts.flatMap((fact) => (fact.type === 'CallbackChanged' ? [fact] : []));
export const states = (line: Simulation): string[] => lives(line).map(({ state }) => state);
export const said = (line: Simulation, id: string): string[] => line.cdr(id).prompts.map(({ prompt }) => prompt);
export const dialled = (line: Simulation): string[] =>
  line.effects.flatMap((effect) => (effect.type === 'DialNumber' ? [effect.number] : []));

/** A caller waits behind a busy agent, asks for a callback after a minute and confirms the number that is read out. */
export function agreed(line: Simulation, id = 'a', from = '041123456'): void {
  line.call({
    id,
    atMs: 0,
    from,
    keys: [
      { atMs: 105_000, digit: '1' },
      { atMs: 109_000, digit: '1' },
    ],
  });
}
