import { createTransport } from 'nodemailer';
import type { Channel, Handover } from './channel.ts';

export type MailOptions = {
  /** "smtps://user:password@host:465" */
  readonly smtpUrl: string;
  readonly sender: { readonly name: string; readonly email: string };
};

/** E-mail over SMTP; connections are kept for a while, so that a thousand mails need a few. */
export function openMailChannel({ smtpUrl, sender }: MailOptions): Channel {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = sender.email.split('@')[1] ?? 'localhost';
  return {
    async handOver({ id, to, rendered }) {
      if (rendered.channel !== 'email') throw new TypeError('An SMS was given to the mail server.');
      try {
        await transport.sendMail({
          from: { name: sender.name, address: sender.email },
          // As an object: an address that looks like a list is one address, or is refused.
          to: { name: '', address: to },
          messageId: `<${id}@${domain}>`,
          subject: rendered.subject,
          text: rendered.text,
          html: rendered.html,
          // RFC 3834: answering machines must not answer.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          attachments: rendered.calendars.map(({ fileName, method, content }) => ({
            filename: fileName,
            content,
            contentType: `text/calendar; charset=utf-8; method=${method}`,
          })),
        });
        return { outcome: 'sent', providerIds: [] };
      } catch (error) {
        return handoverOfSmtpError(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}

type SmtpError = { readonly code?: string; readonly responseCode?: number; readonly response?: string };

/**
 * RFC 5321 §4.2.1: 4yz may pass (greylisting, a full mailbox), 5yz will not, for this message. What is wrong with our
 * account or the way there is nothing of this message: it waits until somebody has put it right.
 */
export function handoverOfSmtpError(error: unknown): Handover {
  const { code = '', responseCode, response = '' } = error as SmtpError;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const reason =
    responseCode === undefined ? '' : `smtp ${responseCode}${enhanced === undefined ? '' : ` ${enhanced}`}`;
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2')
    return { outcome: 'tryAgain', reason: 'credentials' };
  if (code === 'ETLS') return { outcome: 'tryAgain', reason: 'tls' };
  if (responseCode !== undefined) return { outcome: responseCode >= 500 ? 'refused' : 'tryAgain', reason };
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { outcome: 'refused', reason: 'address' };
  return { outcome: 'tryAgain', reason: 'unreachable' };
}
