import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { CallId, LegId } from '../../../engine/core/ids.ts';
import { later } from '../../../engine/core/ids.ts';
import type {
  CalendarAnswer,
  CalendarQuestion,
  SelfServiceRules,
  SpokenVisit,
} from '../../../engine/core/self-service.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';
import { endsInOrder, outcomesOf } from './story-laws.ts';

export const names = (sl: string, en = sl) => ({ sl, en });
export const rules: SelfServiceRules = {
  services: [
    { service: 'osebna-izkaznica', names: names('Osebna izkaznica', 'Identity card') },
    { service: 'potni-list', names: names('Potni list', 'Passport') },
  ],
  places: [
    { location: 'ljubljana', names: names('Upravna enota Ljubljana') },
    { location: 'litija', names: names('Upravna enota Litija') },
  ],
};

export const slots: CalendarAnswer = {
  kind: 'freeSlots',
  waitingDays: 2,
  slots: [
    { startsAt: later(mondayAtTen, 2 * 86_400_000), place: names('Upravna enota Litija') },
    { startsAt: later(mondayAtTen, 3 * 86_400_000), place: names('Krajevni urad Gabrovka') },
  ],
};

export const visit: SpokenVisit = {
  appointment: 71,
  startsAt: later(mondayAtTen, 86_400_000),
  service: names('Osebna izkaznica'),
  place: names('Upravna enota Litija'),
  state: 'booked',
  confirmed: false,
};

/** The flow begins where callers help themselves, so that every second of a test is about that. */
export const flowAt = (node: 'freeSlots' | 'ownVisit') => ({ ...defaultFlow, first: node });

export function lineAt(
  node: 'freeSlots' | 'ownVisit',
  answers: (question: CalendarQuestion) => { readonly afterMs: number; readonly answer: CalendarAnswer } | null,
  change: Partial<Configuration> = {},
): Simulation {
  const line = new Simulation(configurationOf(1, { flow: flowAt(node), selfService: rules, ...change }));
  line.utteranceMs = 500;
  line.calendar.answers = answers;
  return line;
}

export const legId = 'leg-a' as LegId;
export const callId = 'a' as CallId;
export const at = (afterMs: number, answer: CalendarAnswer) => () => ({ afterMs, answer });
export const never = () => null;

/** Presses keys one after the other, a moment apart. */
export function press(line: Simulation, keys: string): void {
  for (const digit of keys) {
    line.happen({ type: 'DigitPressed', at: line.at, legId, digit });
    line.pass(200);
  }
}

export function called(line: Simulation, keys = ''): Simulation {
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(300);
  press(line, keys);
  return line;
}

export const spoken = (line: Simulation) =>
  line.effects.flatMap((effect) => (effect.type === 'PlayUtterances' ? [effect.utterances] : []));
export const lastSaid = (line: Simulation) => (spoken(line).at(-1) ?? []).map(({ prompt }) => prompt);
export const served = (line: Simulation) =>
  line.factsOf('a').flatMap((fact) => (fact.type === 'SelfServed' ? [fact.kind] : []));
export const stateOf = (line: Simulation) => line.world.inquiries.get(callId)?.state;

export function hungUp(line: Simulation): string | undefined {
  line.hangUp(legId);
  line.pass(60_000);
  endsInOrder(line);
  return outcomesOf(line.facts).get(callId);
}

export const found = (question: CalendarQuestion): CalendarAnswer =>
  question.kind === 'findVisit'
    ? { kind: 'visit', visit }
    : question.kind === 'cancelVisit'
      ? { kind: 'cancelled' }
      : { kind: 'confirmed' };
export const finds = (question: CalendarQuestion) => ({ afterMs: 100, answer: found(question) });
export const reference = '4829156037';
