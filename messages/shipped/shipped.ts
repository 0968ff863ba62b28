import type { MessageChannel, MessageKind, MessageLanguage } from '../../sql/messages/message.ts';
import type { Template } from '../template.ts';
import { en } from './en.ts';
import { hu } from './hu.ts';
import { it } from './it.ts';
import { sl } from './sl.ts';

/** The words that come with the program. `sms`: the longest first; the first that fits is sent. */
export type ShippedTemplate = { readonly email: Template; readonly sms: readonly string[] };
export type ShippedTemplates = {
  readonly templates: Readonly<Record<MessageKind, ShippedTemplate>>;
  /** Below every e-mail. */
  readonly footer: string;
};

const shipped: Record<MessageLanguage, ShippedTemplates> = { sl, en, it, hu };

/** The shipped texts of a kind and channel, longest first; none when nothing of that kind goes out by that channel. */
export function shippedTemplates(
  kind: MessageKind,
  channel: MessageChannel,
  language: MessageLanguage,
): readonly Template[] {
  const { email, sms } = shipped[language].templates[kind];
  return channel === 'email' ? [email] : sms.map((body) => ({ subject: '', body }));
}

export const footerIn = (language: MessageLanguage): string => shipped[language].footer;
