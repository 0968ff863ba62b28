import type { MessageChannel, MessageKind, MessageLanguage, MessagePayloads } from '../sql/messages/message.ts';
import { type Block, toHtml, toText } from './block.ts';
import { type CalendarFile, calendarFilesOf } from './calendar.ts';
import { fillBody, fillLine } from './fill.ts';
import { footerIn, shippedTemplates } from './shipped/shipped.ts';
import { measureSms, type SmsLength } from './sms/alphabet.ts';
import { fitSms } from './sms/fit.ts';
import type { Template } from './template.ts';
import { valuesOf } from './values.ts';

export type RenderedEmail = {
  readonly channel: 'email';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendars: readonly CalendarFile[];
};
export type RenderedSms = { readonly channel: 'sms'; readonly text: string; readonly length: SmsLength };
export type Rendered = RenderedEmail | RenderedSms;

export type Sender = {
  /** Who signs: "Klicni center UeNaročanje". */
  readonly name: string;
  /** The address that mail comes from, and that calendars name as organizer. */
  readonly email: string;
};

export type ToRender<Kind extends MessageKind = MessageKind> = {
  readonly kind: Kind;
  readonly channel: MessageChannel;
  readonly language: MessageLanguage;
  readonly payload: MessagePayloads[Kind];
  /** The edited text; null: the shipped one. */
  readonly template: Template | null;
  readonly sender: Sender;
  /** Whom calendars name as invited; null leaves them out. */
  readonly to: string | null;
  /** When it is rendered, as calendars say. */
  readonly now: number;
};

/** No text of this kind goes out by this channel. */
export class NoTemplate extends Error {
  override readonly name = 'NoTemplate';
}

/** The one place where data become words. Pure: the same in, the same out. @throws {NoTemplate} */
export function renderMessage<Kind extends MessageKind>(message: ToRender<Kind>): Rendered {
  const { kind, channel, language, payload } = message;
  const templates = message.template === null ? shippedTemplates(kind, channel, language) : [message.template];
  const values = valuesOf(kind, payload, language, channel);
  const [first] = templates;
  if (first === undefined) throw new NoTemplate(`Nothing of the kind ${kind} goes out by ${channel}.`);
  if (channel === 'sms') {
    const text = fitSms(templates.map(({ body }) => fillLine(body, values, language)));
    return { channel, text, length: measureSms(text) };
  }
  const subject = fillLine(first.subject, values, language).replaceAll(/\s+/g, ' ');
  const blocks: Block[] = [
    ...fillBody(first.body, values, language),
    { type: 'paragraph', spans: [{ text: message.sender.name }] },
    { type: 'paragraph', spans: [{ text: footerIn(language) }] },
  ];
  return {
    channel,
    subject,
    text: toText(blocks),
    html: toHtml(blocks, { title: subject, language }),
    calendars: calendarFilesOf(message),
  };
}
