import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { formatSip, header, parseSip, type SipHeaders, type SipRequest, type SipResponse } from './sip-message.ts';

/** The server that a test phone speaks to. */
export type SipServer = { readonly host: string; readonly port: number };

/** A UDP socket with SIP's transactions (RFC 3261 §17): repeats what gets no answer, answers again what is repeated. */
export type SipEndpoint = {
  readonly host: string;
  readonly port: number;
  /** The request with its Via, as it will go out: a CANCEL needs it. */
  prepare(request: SipRequest): SipRequest;
  /** Sends a request and resolves with its final response. `onProvisional` hears 100 to 199. */
  request(request: SipRequest, onProvisional?: (response: SipResponse) => void): Promise<SipResponse>;
  /** Sends without awaiting an answer: ACK. */
  send(request: SipRequest): void;
  /** Answers a request; the same answer goes out again when the request is repeated. */
  respond(request: SipRequest, response: SipResponse): void;
  /** Who hears the requests that arrive. A repeated one is heard once. */
  onRequest(listener: (request: SipRequest) => void): void;
  /** A final answer to an INVITE that came again, since our ACK was lost. */
  onRepeatedAnswer(listener: (response: SipResponse) => void): void;
  close(): Promise<void>;
};

/** RFC 3261 §17.1.1.1: the first pause before a repetition, and when to give up (64·T1). */
const firstPauseMs = 500;
const giveUpMs = 32_000;

type Pending = {
  readonly settle: (response: SipResponse) => void;
  readonly provisional: (response: SipResponse) => void;
};

/** @param port 0: any that is free. */
export async function openSipEndpoint(server: SipServer, port = 0): Promise<SipEndpoint> {
  const socket = createSocket('udp4');
  if (port !== 0) {
    socket.bind({ address: server.host, port, exclusive: true });
    await once(socket, 'listening');
  }
  // Connected, so that only the server is heard and an unreachable one is told at once.
  socket.connect(server.port, server.host);
  await once(socket, 'connect');
  const { address: host, port: ownPort } = socket.address();
  const pending = new Map<string, Pending>();
  const answered = new Map<string, string | null>();
  const stops = new Set<() => void>();
  let requestListener: (request: SipRequest) => void = () => undefined;
  let repeatListener: (response: SipResponse) => void = () => undefined;
  let closed = false;

  const write = (text: string): void => {
    if (!closed) socket.send(text, () => undefined);
  };

  socket.on('message', (datagram) => {
    const message = parseSip(datagram.toString('utf8'));
    if (message === null) return;
    const key = transactionOf(message.headers);
    if (message.kind === 'response') {
      const waiting = pending.get(key);
      if (waiting === undefined) {
        if (key.endsWith(' INVITE') && message.status >= 200) repeatListener(message);
      } else if (message.status < 200) waiting.provisional(message);
      else waiting.settle(message);
      return;
    }
    if (message.method !== 'ACK' && answered.has(key)) {
      const answer = answered.get(key);
      if (answer) write(answer);
      return;
    }
    if (message.method !== 'ACK') answered.set(key, null);
    requestListener(message);
  });
  socket.on('error', () => undefined);

  const prepare = (request: SipRequest): SipRequest =>
    withVia(request, host, ownPort, `z9hG4bK${randomBytes(9).toString('hex')}`);

  return {
    host,
    port: ownPort,
    prepare,
    request(request, onProvisional = () => undefined) {
      const complete = prepare(request);
      const text = formatSip(complete);
      const key = transactionOf(complete.headers);
      return new Promise((resolve, reject) => {
        let pauseMs = firstPauseMs;
        let repeat = setTimeout(again, pauseMs);
        const late = setTimeout(() => fail(new Error(`The SIP server did not answer ${request.method}.`)), giveUpMs);
        function again(): void {
          write(text);
          pauseMs *= 2;
          repeat = setTimeout(again, pauseMs);
        }
        const end = (): void => {
          clearTimeout(repeat);
          clearTimeout(late);
          pending.delete(key);
          stops.delete(stop);
        };
        const fail = (error: Error): void => {
          end();
          reject(error);
        };
        const stop = (): void => fail(new Error('The test phone was closed.'));
        stops.add(stop);
        pending.set(key, {
          provisional(response) {
            // An INVITE that is being worked on may take as long as it rings (§17.1.1.2).
            if (request.method === 'INVITE') {
              clearTimeout(repeat);
              clearTimeout(late);
            }
            onProvisional(response);
          },
          settle(response) {
            end();
            // A refusal is acknowledged within its transaction (§17.1.1.3); an acceptance by the dialog.
            if (request.method === 'INVITE' && response.status >= 300)
              write(formatSip(acknowledgeRefusal(complete, response)));
            resolve(response);
          },
        });
        write(text);
      });
    },
    send(request) {
      write(formatSip(prepare(request)));
    },
    respond(request, response) {
      const text = formatSip(response);
      answered.set(transactionOf(request.headers), text);
      write(text);
    },
    onRequest(listener) {
      requestListener = listener;
    },
    onRepeatedAnswer(listener) {
      repeatListener = listener;
    },
    async close() {
      if (closed) return;
      for (const stop of [...stops]) stop();
      closed = true;
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** A CANCEL belongs to the INVITE with its branch, but is a transaction of its own (§9.1). */
export function cancelOf(invite: SipRequest): SipRequest {
  const keep = ['via', 'from', 'to', 'call-id', 'max-forwards'];
  const number = header(invite, 'cseq')?.split(' ')[0] ?? '1';
  const headers = invite.headers.filter(([name]) => keep.includes(name.toLowerCase()));
  return {
    kind: 'request',
    method: 'CANCEL',
    uri: invite.uri,
    headers: [...headers, ['CSeq', `${number} CANCEL`]],
    body: '',
  };
}

function withVia(request: SipRequest, host: string, port: number, branch: string): SipRequest {
  if (request.headers.some(([name]) => name.toLowerCase() === 'via')) return request;
  const via: SipHeaders = [['Via', `SIP/2.0/UDP ${host}:${port};rport;branch=${branch}`]];
  return { ...request, headers: [...via, ['Max-Forwards', '70'], ...request.headers] };
}

function acknowledgeRefusal(invite: SipRequest, refusal: SipResponse): SipRequest {
  const number = header(invite, 'cseq')?.split(' ')[0] ?? '1';
  const keep = ['via', 'from', 'call-id', 'max-forwards', 'route'];
  return {
    kind: 'request',
    method: 'ACK',
    uri: invite.uri,
    headers: [
      ...invite.headers.filter(([name]) => keep.includes(name.toLowerCase())),
      ['To', header(refusal, 'to') ?? ''],
      ['CSeq', `${number} ACK`],
    ],
    body: '',
  };
}

function transactionOf(headers: SipHeaders): string {
  const find = (name: string): string => headers.find(([is]) => is.toLowerCase() === name)?.[1] ?? '';
  const branch = /branch=([^;,\s]+)/.exec(find('via'))?.[1] ?? '';
  return `${branch} ${find('cseq').split(' ')[1] ?? ''}`;
}
