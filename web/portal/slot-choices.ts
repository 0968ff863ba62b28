import type { FreeSlot, OfferedSlot } from '../../sql/calendar/words.ts';

/**
 * One beginning that can be chosen, with the slots that it takes. Several visits (R4.1) stand side by side at
 * neighbouring counters, or one after the other at one counter, or both; `apart` are all others that fit.
 */
export type SlotChoice = {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly slots: readonly FreeSlot[];
  readonly kind: 'single' | 'sideBySide' | 'inARow' | 'apart';
};

/** Nobody wants to wait longer between two visits of one session. */
const longestWaitMs = 60 * 60_000;

/** The choices for so many visits at one place, one for each beginning, in order of time. `slots` as they are listed. */
export function slotChoices(slots: readonly OfferedSlot[], visits: number): readonly SlotChoice[] {
  const beginnings = [...new Set(slots.map((slot) => slot.startsAt))].sort((a, b) => a - b);
  const byBeginning = Map.groupBy(slots, (slot) => slot.startsAt as number);
  return beginnings.flatMap((startsAt) => {
    const here = byBeginning.get(startsAt) ?? [];
    const choice =
      visits === 1 ? choose(here.slice(0, 1), 'single') : (sideBySide(here, visits) ?? inTurn(slots, startsAt, visits));
    return choice === null ? [] : [choice];
  });
}

function choose(slots: readonly OfferedSlot[], kind: SlotChoice['kind']): SlotChoice | null {
  const [first] = slots;
  if (first === undefined || slots.some((slot) => takenWith(slots, slot) > slot.room)) return null;
  return { startsAt: first.startsAt, endsAt: Math.max(...slots.map((slot) => slot.endsAt)), slots, kind };
}

/** How many of the slots stand in the same opening: what is kept for others of it may not be taken together either. */
const takenWith = (slots: readonly OfferedSlot[], { counterId, opensAt }: OfferedSlot): number =>
  slots.filter((slot) => slot.counterId === counterId && slot.opensAt === opensAt).length;

/** Slots are listed in the order in which their counters stand, so neighbours follow each other. */
const sideBySide = (here: readonly OfferedSlot[], visits: number): SlotChoice | null =>
  here.length >= visits ? choose(here.slice(0, visits), 'sideBySide') : null;

/** As many as begin now, then whatever begins soonest after one of ours has ended. */
function inTurn(slots: readonly OfferedSlot[], startsAt: number, visits: number): SlotChoice | null {
  const inARow = ofOneCounter(slots, startsAt, visits);
  if (inARow !== null) return inARow;
  const chosen: OfferedSlot[] = [];
  for (const slot of slots) {
    if (slot.startsAt < startsAt || chosen.length === visits) continue;
    const before = chosen.at(-1);
    if (before !== undefined && slot.startsAt - Math.max(...chosen.map((own) => own.endsAt)) > longestWaitMs) break;
    const overlaps = chosen.some((own) => own.counterId === slot.counterId && slot.startsAt < own.endsAt);
    if (!overlaps && takenWith(chosen, slot) < slot.room) chosen.push(slot);
  }
  return chosen.length === visits ? choose(chosen, 'apart') : null;
}

function ofOneCounter(slots: readonly OfferedSlot[], startsAt: number, visits: number): SlotChoice | null {
  for (const first of slots.filter((slot) => slot.startsAt === startsAt)) {
    const chosen = [first];
    for (const slot of slots) {
      const last = chosen.at(-1);
      if (chosen.length === visits || last === undefined) break;
      if (slot.counterId === first.counterId && slot.startsAt === last.endsAt) chosen.push(slot);
    }
    const choice = chosen.length === visits ? choose(chosen, 'inARow') : null;
    if (choice !== null) return choice;
  }
  return null;
}

/** As it stands in a form: "3@1795852800000,4@1795852800000". */
export const writeSlots = (slots: readonly Pick<FreeSlot, 'counterId' | 'startsAt'>[]): string =>
  slots.map(({ counterId, startsAt }) => `${counterId}@${startsAt}`).join(',');

/** Null: not ours. */
export function readSlots(text: string): readonly Pick<FreeSlot, 'counterId' | 'startsAt'>[] | null {
  if (!/^\d{1,9}@\d{1,14}(,\d{1,9}@\d{1,14}){0,19}$/.test(text)) return null;
  return text.split(',').map((part) => {
    const [counterId = '', startsAt = ''] = part.split('@');
    return { counterId: Number(counterId), startsAt: Number(startsAt) } as Pick<FreeSlot, 'counterId' | 'startsAt'>;
  });
}
