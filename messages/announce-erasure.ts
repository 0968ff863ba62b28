import type { Knex } from 'knex';
import type { Announcement } from '../sql/calendar/deed.ts';
import { showReference } from '../sql/calendar/reference.ts';
import { enqueueMessage } from '../sql/messages/enqueue-message.ts';
import type { MessageChannel, VisitData } from '../sql/messages/message.ts';
import { saveRecipient } from '../sql/messages/save-recipient.ts';
import { takesSms } from './sms/takes-sms.ts';
import { visitData } from './visit-data.ts';

type Erased = Extract<Announcement, { type: 'erased' }>;

/**
 * Tells a citizen that their data are erased (R9.3), by each way that they had given. The address serves this one
 * message and is forgotten with it; the message is about no visit, so that erasing the visit does not empty it.
 */
export async function announceErasure(
  trx: Knex.Transaction,
  { bookingId, contact, language, visits, cancelled }: Erased,
): Promise<void> {
  const recipientId = `erased:${bookingId}`;
  await saveRecipient(trx, { id: recipientId, ...contact, once: true });
  const channels: readonly MessageChannel[] = [
    ...(contact.email === null ? [] : ['email' as const]),
    ...(contact.phone === null || !takesSms(contact.phone) ? [] : ['sms' as const]),
  ];
  // With the last word to its citizen each visit leaves their calendar too (RFC 5546 §3.2.5).
  const ended: VisitData[] = [];
  for (const visit of cancelled) ended.push(await visitData(trx, visit, language));
  for (const channel of channels) {
    await enqueueMessage(trx, {
      kind: 'dataErased',
      channel,
      recipientId,
      language,
      about: recipientId,
      locationId: null,
      payload: {
        references: visits.map(({ reference }) => showReference(reference)),
        cancelled: cancelled.length,
        visits: channel === 'email' ? ended : [],
      },
      dedupeKey: `dataErased:${bookingId}:${channel}`,
    });
  }
}
