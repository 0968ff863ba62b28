import { maskSecrets } from '../../messages/mask-secrets.ts';
import { type Rendered, renderMessage } from '../../messages/render.ts';
import { defaultHeading } from '../../reports/heading.ts';
import type { WholeMessage } from '../../sql/messages/outbox-message.ts';

export type MessageContent =
  | { readonly kind: 'whole' | 'masked'; readonly rendered: Rendered }
  | { readonly kind: 'erased' | 'unreadable' };

/**
 * What a message says to who may see it: as it was sent, or as it will be. Links and codes act for the person, so
 * staff reads them only where nothing was sent and somebody has to tell the person in another way.
 */
export function contentOf(message: WholeMessage, template: { subject: string; body: string } | null): MessageContent {
  if (message.rendered !== null) return { kind: 'masked', rendered: message.rendered as Rendered };
  if (message.payload === null) return { kind: 'erased' };
  const whole = message.state === 'parked';
  try {
    const rendered = renderMessage({
      kind: message.kind,
      channel: message.channel,
      language: message.language,
      payload: whole ? message.payload : maskSecrets(message.payload),
      template,
      sender: { name: defaultHeading.centre, email: 'posta@example.si' },
      to: null,
      now: message.createdAt,
    });
    return { kind: whole ? 'whole' : 'masked', rendered };
  } catch {
    return { kind: 'unreadable' };
  }
}
