import type { Channel, Handover } from './channel.ts';

/** An SMS gateway that takes HTTP, as many providers offer it. */
export type HttpGatewayOptions = {
  /** May have {to}, {from}, {text} and {id} in it: "https://sms.example.si/send?to={to}". */
  readonly url: string;
  /** JSON with the same in its strings; null: a GET without a body. */
  readonly body: string | null;
  /** The whole value of the header Authorization; null: none. */
  readonly authorization: string | null;
  readonly from: string;
};

const answerWithinMs = 30_000;

export function openHttpChannel({ url, body, authorization, from }: HttpGatewayOptions): Channel {
  const closed = new AbortController();
  return {
    async handOver({ id, to, rendered }) {
      const values = { to, from, text: rendered.text, id };
      try {
        const response = await fetch(fill(url, values, encodeURIComponent), {
          method: body === null ? 'GET' : 'POST',
          headers: {
            // A gateway that knows the header takes a message that comes twice for one.
            'Idempotency-Key': id,
            ...(authorization === null ? {} : { Authorization: authorization }),
            ...(body === null ? {} : { 'Content-Type': 'application/json' }),
          },
          ...(body === null ? {} : { body: fill(body, values, (text) => JSON.stringify(text).slice(1, -1)) }),
          redirect: 'error',
          signal: AbortSignal.any([closed.signal, AbortSignal.timeout(answerWithinMs)]),
        });
        await response.body?.cancel();
        return handoverOfStatus(response.status);
      } catch {
        return { outcome: 'tryAgain', reason: 'unreachable' };
      }
    },
    async close() {
      closed.abort();
    },
  };
}

/** 401 and 403 are of our account, 408, 425, 429 and 5xx of the moment; other refusals are of the message. */
export function handoverOfStatus(status: number): Handover {
  if (status >= 200 && status < 300) return { outcome: 'sent', providerIds: [null] };
  if (status === 401 || status === 403) return { outcome: 'tryAgain', reason: 'credentials' };
  const passing = status >= 500 || status === 408 || status === 425 || status === 429;
  return { outcome: passing ? 'tryAgain' : 'refused', reason: `http ${status}` };
}

function fill(pattern: string, values: Readonly<Record<string, string>>, quote: (text: string) => string): string {
  return pattern.replaceAll(/\{(to|from|text|id)\}/g, (_whole, name: string) => quote(values[name] ?? ''));
}
