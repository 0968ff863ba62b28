import { z } from 'zod';
import type { CounterId } from '../../sql/calendar/words.ts';

/** What an address of a schedule may ask for; a value that nobody chose counts as not given. */
const query = z.object({
  lokacija: z.string().max(100).optional().catch(undefined),
  dan: z.iso.date().optional().catch(undefined),
  pogled: z.enum(['dan', 'teden']).default('dan').catch('dan'),
  okence: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  storitev: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .optional()
    .catch(undefined),
  imena: z.literal('ne').optional().catch(undefined),
});

export type ScheduleChoice = {
  readonly lokacija: string;
  /** A local day. */
  readonly dan: string;
  readonly pogled: 'dan' | 'teden';
  readonly okence: CounterId | undefined;
  readonly storitev: string | undefined;
  /** "ne": without names, for a list that hangs on a door. */
  readonly imena: 'ne' | undefined;
};

/** `lokacija` undefined: none was asked for. */
export const readChoice = (
  asked: unknown,
): Omit<ScheduleChoice, 'lokacija' | 'dan'> & { lokacija: string | undefined; dan: string | undefined } => {
  const given = query.parse(asked);
  return {
    ...given,
    lokacija: given.lokacija,
    dan: given.dan,
    okence: given.okence as CounterId | undefined,
    storitev: given.storitev,
    imena: given.imena,
  };
};

/** The address of a schedule; what is not chosen is left out. */
export function addressOf(choice: ScheduleChoice, path = '/urnik'): string {
  const { lokacija, dan, pogled, okence, storitev, imena } = choice;
  const asked = new URLSearchParams({ lokacija, dan });
  if (pogled !== 'dan') asked.set('pogled', pogled);
  for (const [name, value] of Object.entries({ okence, storitev, imena })) {
    if (value !== undefined) asked.set(name, String(value));
  }
  return `${path}?${asked}`;
}
