import type { Knex } from 'knex';
import { instant } from '../../engine/core/ids.ts';
import { enqueueMessage, type NewMessage } from '../../sql/messages/enqueue-message.ts';
import type { LinkedVisit } from '../../sql/messages/message.ts';
import { saveRecipient } from '../../sql/messages/save-recipient.ts';

/** A visit that is easy to recognise in whatever is made of it. Friday, 5. 3. 2027, 9.30 in Ljubljana. */
export const visit: LinkedVisit = {
  reference: 'LJ-7K3M-9Q2P',
  serviceName: 'Osebna izkaznica',
  startsAt: instant(Date.parse('2027-03-05T08:30:00Z')),
  endsAt: instant(Date.parse('2027-03-05T08:45:00Z')),
  locationName: 'Upravna enota Ljubljana, Krajevni urad Šentvid',
  address: 'Prušnikova ulica 106, 1210 Ljubljana - Šentvid',
  counterName: 'Okence 3',
  documents: ['stara osebna izkaznica', 'fotografija, ki ni starejša od 6 mesecev'],
  information: ['Vlogo odda uporabnik osebno.'],
  calendarUid: 'a1b2c3@ue.example.si',
  calendarSequence: 0,
  links: {
    show: 'https://narocanje.example.si/obisk/skrivnost-1',
    cancel: 'https://narocanje.example.si/odpoved/skrivnost-2',
    move: 'https://narocanje.example.si/prestavitev/skrivnost-3',
  },
};

export const recipientId = 'appointment:1';

/** Puts a confirmation, or what differs from it, into the outbox of somebody who is reached by both channels. */
export async function putMessage(db: Knex, differs: Partial<NewMessage> = {}): Promise<string> {
  await saveRecipient(db, { id: differs.recipientId ?? recipientId, email: 'ana@example.si', phone: '+38640123456' });
  return enqueueMessage(db, {
    kind: 'bookingConfirmed',
    channel: 'email',
    recipientId,
    language: 'sl',
    about: 'appointment:1',
    locationId: null,
    payload: { visits: [visit] },
    dedupeKey: null,
    ...differs,
  });
}

/** The keys of the jobs that wait in the queue. */
export async function jobKeys(db: Knex): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { key: string }[] }>(
    'select key from graphile_worker.jobs where key is not null order by key',
  );
  return rows.map(({ key }) => key);
}
