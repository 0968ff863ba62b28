import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { type ClaimedMessage, claimMessage } from '../../sql/messages/claim-message.ts';
import type { MessageChannel } from '../../sql/messages/message.ts';
import { settleFailure, settleSent } from '../../sql/messages/settle-message.ts';
import { findTemplate } from '../../sql/messages/templates.ts';
import { maskSecrets } from '../mask-secrets.ts';
import { type Rendered, renderMessage, type Sender, type ToRender } from '../render.ts';
import type { Channel, Handover } from './channel.ts';

export type DeliveryRoom = {
  readonly db: Knex;
  /** The channels that are configured. */
  readonly channels: Readonly<Partial<Record<MessageChannel, Channel>>>;
  readonly sender: Sender;
  readonly log: Logger;
};

/** The message was not taken and shall be tried again; the job queue hears it and waits its time. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}

/** As graphile-worker waits: e to the power of the try, at most e to the tenth (six hours). */
export const backOffSeconds = (attempt: number): number => Math.ceil(Math.exp(Math.min(10, attempt)));

/** Longer than this no server may take; the message is then tried again. */
const handOverWithinMs = 100_000;

/**
 * Brings one message out, once: claims it, renders it, hands it over, settles it. What can not be known is whether a
 * server took a mail whose answer we did not live to hear: such a message is sent again under the same Message-ID.
 * @throws {TryAgain}
 */
export async function deliverMessage(
  room: DeliveryRoom,
  id: string,
  { attempt, lastAttempt }: { readonly attempt: number; readonly lastAttempt: boolean },
): Promise<void> {
  const { db, channels, log } = room;
  const claimed = await claimMessage(db, id, Object.keys(channels) as MessageChannel[]);
  if (claimed === null) return;
  const { kind, channel: name, tries } = claimed;
  const channel = channels[name];
  const rendered = await render(room, claimed);
  const handover: Handover =
    rendered === null || channel === undefined
      ? { outcome: 'refused', reason: 'unreadable' }
      : await inTime(channel.handOver({ id, to: claimed.address, rendered: rendered.whole }));
  const told = { messageId: id, kind, channel: name, tries };
  if (handover.outcome === 'sent' && rendered !== null) {
    // What tells of many people stays as data alone, in which one of them can be erased.
    await settleSent(db, claimed, kind === 'unitDailyList' ? null : rendered.masked, handover.providerIds);
    log.info(told, 'message sent');
    return;
  }
  const reason = handover.outcome === 'sent' ? 'unreadable' : handover.reason;
  const again = handover.outcome === 'tryAgain' && !lastAttempt;
  const state = await settleFailure(db, claimed, { reason, againSeconds: again ? backOffSeconds(attempt) : null });
  log.warn({ ...told, reason, state }, 'message not sent');
  if (state === 'queued') throw new TryAgain(`The message was not taken: ${reason}.`);
}

/** What goes out, and what stays readable of it. Null for data that no text can be made of. */
async function render(
  { db, sender, log }: DeliveryRoom,
  claimed: ClaimedMessage,
): Promise<{ readonly whole: Rendered; readonly masked: Rendered } | null> {
  const template = await findTemplate(db, claimed);
  const toRender: ToRender = {
    kind: claimed.kind,
    channel: claimed.channel,
    language: claimed.language,
    payload: claimed.payload,
    template,
    sender,
    to: claimed.channel === 'email' ? claimed.address : null,
    now: Date.now(),
  };
  try {
    return {
      whole: renderMessage(toRender),
      masked: renderMessage({
        ...toRender,
        payload: maskSecrets(claimed.payload),
        // Who was erased is forgotten with this message.
        to: claimed.kind === 'dataErased' ? null : toRender.to,
      }),
    };
  } catch (error) {
    // The error's words may repeat the data; its name and place say enough.
    log.error(
      { messageId: claimed.id, kind: claimed.kind, error: (error as Error).name },
      'message can not be rendered',
    );
    return null;
  }
}

async function inTime(handover: Promise<Handover>): Promise<Handover> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Handover>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'tryAgain', reason: 'unreachable' }), handOverWithinMs);
  });
  return Promise.race([handover, late]).finally(() => clearTimeout(timer));
}
