import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import { readReference } from './reference.ts';

export type VisitSearch = {
  /** A reference number, an e-mail address, a phone number or a part of a name. */
  readonly text: string;
  /** The subtree of who searches; null: everywhere. */
  readonly locationIds: readonly string[] | null;
  readonly now: Instant;
  readonly limit?: number;
};

/** For staff: coming visits first, the nearest first, then past ones, the latest first. */
export async function searchVisits(
  db: Knex,
  { text, locationIds, now, limit = 50 }: VisitSearch,
): Promise<readonly AppointmentView[]> {
  const reference = readReference(text);
  const digits = text.replaceAll(/[^0-9]/g, '');
  // Seven digits without the area code; fewer would list half of the country.
  const phone =
    reference === null && /^[+0-9 ()/.-]+$/.test(text) && digits.length >= 7
      ? digits.replace(/^(00386|386|0)/, '')
      : null;
  const email = text.includes('@') ? text.trim() : null;
  const name = reference === null && phone === null && email === null && text.trim().length >= 2 ? text.trim() : null;
  if (reference === null && phone === null && email === null && name === null) return [];
  const values = { locationIds, now: new Date(now), limit };
  if (name !== null) return visitsOfName(db, { ...values, name });
  const where =
    reference !== null
      ? 'appointment.reference = :reference'
      : email !== null
        ? 'lower(visitor.email) = lower(:email)'
        : `visitor.phone in ('+386' || :phone, '+' || :phone)`;
  return rows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where ${where} and appointment.state <> 'held'
       and (cast(:locationIds as text[]) is null or counter.location_id = any (:locationIds))
     order by ${nearestFirst}
     limit :limit`,
    { ...values, reference: reference ?? '', phone: phone ?? '', email: email ?? '' },
  );
}

const nearestFirst =
  'upper(appointment.during) <= :now, abs(extract(epoch from lower(appointment.during) - :now)), appointment.id';

/** Which visits these are the database finds by their letters or by time, whichever is shorter (000078). */
function visitsOfName(
  db: Knex,
  values: {
    readonly name: string;
    readonly locationIds: readonly string[] | null;
    readonly now: Date;
    readonly limit: number;
  },
): Promise<readonly AppointmentView[]> {
  return rows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where appointment.id = any (array(
       select uenarocanje.visits_of_name(
         '%' || translate(lower(regexp_replace(:name, '[%_\\\\]', '', 'g')), 'čćđšžäöüáéíóőúűàèìòù', 'ccdszaouaeioouuaeiou') || '%',
         case when cast(:locationIds as text[]) is not null then array(
           select id from uenarocanje.counter where location_id = any (:locationIds)
         ) end, :now, :limit)
     ))
     order by ${nearestFirst}`,
    values,
  );
}
