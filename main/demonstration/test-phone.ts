import { randomBytes } from 'node:crypto';
import { answerChallenge } from './digest.ts';
import {
  type CallContext,
  type CallEnd,
  type CallHandle,
  makeCall,
  type ReceivedCall,
  receiveCall,
  type SipCall,
} from './sip-call.ts';
import { isWithinDialog, sequenceOf } from './sip-dialog.ts';
import { openSipEndpoint, type SipServer } from './sip-endpoint.ts';
import { answerTo, header, type SipRequest, type SipResponse } from './sip-message.ts';
import type { Sound } from './sound.ts';

/**
 * Test phones: real SIP and RTP over UDP in this process, for demonstrations and tests, where SIPp can not be told in
 * the middle of a call to hang up now or to press that key. No part of the product.
 */
export type PhoneOptions = {
  readonly sip: SipServer;
  readonly user: string;
  readonly password: string;
  /** What happens when it rings. `onDemand`: whoever holds the call answers or refuses it. */
  readonly answer: { readonly afterMs: number } | 'never' | 'busy' | 'reject' | 'onDemand';
  /** Played from the answer on. */
  readonly play?: Sound;
  /** Counted from the answer. */
  readonly hangUpAfterMs?: number;
};

export type RegisteredPhone = {
  readonly user: string;
  /** Every call that it received, in order. */
  readonly calls: readonly ReceivedCall[];
  /** The next call that rings and that this did not give before. */
  nextCall(): Promise<ReceivedCall>;
  /** Dials a feature code ("*11") and resolves when that call is over; hangs up itself after `hangUpAfterMs`. */
  dial(code: string, hangUpAfterMs?: number): Promise<CallEnd>;
  /** Calls and leaves the call to its caller. */
  call(number: string): Promise<SipCall>;
  /** Takes the registration back; calls that ring or stand go on. */
  unregister(): Promise<void>;
  /** Ends its calls, unregisters and closes. Twice is safe. */
  close(): Promise<void>;
};

export type CallerOptions = {
  readonly sip: SipServer;
  /** The caller's number, as the trunk would say it. */
  readonly from: string;
  readonly to: string;
  readonly play?: Sound;
  /** Keys to press, counted from the answer. */
  readonly keys?: readonly { readonly afterMs: number; readonly digit: string }[];
  readonly hangUpAfterMs?: number;
};

type Line = {
  readonly context: CallContext;
  make(from: string, to: string): Promise<SipCall>;
  close(): Promise<void>;
};

/** A call from outside, over the trunk: no registration, no password. `withCaller` cleans up by itself. */
export async function placeCall(options: CallerOptions): Promise<SipCall> {
  const line = await openLine(options.sip, options.from, null, () => undefined);
  const call = await line.make(options.from, options.to);
  live(call, options);
  void call.ended.then(() => line.close());
  return call;
}

/** Places a call for `work` and hangs up afterwards, whatever happened. */
export async function withCaller<T>(options: CallerOptions, work: (call: SipCall) => Promise<T>): Promise<T> {
  const call = await placeCall(options);
  try {
    return await work(call);
  } finally {
    await call.hangUp();
  }
}

/** Registers a phone. @throws Error when the server refuses it */
export async function registerPhone(options: PhoneOptions): Promise<RegisteredPhone> {
  const calls: ReceivedCall[] = [];
  const unclaimed: ReceivedCall[] = [];
  const claims: ((call: ReceivedCall) => void)[] = [];
  const line = await openLine(options.sip, options.user, options, (call) => {
    calls.push(call);
    react(call, options);
    const claim = claims.shift();
    if (claim === undefined) unclaimed.push(call);
    else claim(call);
  });
  const register = registration(line.context, options);
  try {
    await register(600);
  } catch (error) {
    await line.close();
    throw error;
  }
  let closing: Promise<void> | null = null;
  const call = async (number: string): Promise<SipCall> => line.make(options.user, number);
  return {
    user: options.user,
    calls,
    nextCall() {
      const waiting = unclaimed.shift();
      if (waiting !== undefined) return Promise.resolve(waiting);
      return new Promise((resolve) => claims.push(resolve));
    },
    async dial(code, hangUpAfterMs = 10_000) {
      const made = await call(code);
      live(made, { hangUpAfterMs });
      return made.ended;
    },
    call,
    unregister: () => register(0),
    close() {
      // An Asterisk that is gone has forgotten the phone by itself.
      closing ??= register(0)
        .catch(() => undefined)
        .then(() => line.close());
      return closing;
    },
  };
}

/** Registers a phone for `work` and takes it away afterwards, whatever happened. */
export async function withPhone<T>(options: PhoneOptions, work: (phone: RegisteredPhone) => Promise<T>): Promise<T> {
  const phone = await registerPhone(options);
  try {
    return await work(phone);
  } finally {
    await phone.close();
  }
}

/** What a phone does by itself with a call that rings. */
export function react(call: ReceivedCall, options: Pick<PhoneOptions, 'answer' | 'play' | 'hangUpAfterMs'>): void {
  const { answer } = options;
  if (answer === 'busy') call.refuse(486);
  else if (answer === 'reject') call.refuse(603);
  else if (typeof answer === 'object') {
    const timer = setTimeout(() => call.answer(), answer.afterMs);
    void call.ended.then(() => clearTimeout(timer));
  }
  live(call, options);
}

/** What a call does by itself once it is answered. */
function live(
  call: SipCall,
  { play, keys, hangUpAfterMs }: Pick<CallerOptions, 'play' | 'keys' | 'hangUpAfterMs'>,
): void {
  void call.answered.then((answered) => {
    if (!answered) return;
    const timers = (keys ?? []).map(({ afterMs, digit }) => setTimeout(() => void call.media.press(digit), afterMs));
    if (hangUpAfterMs !== undefined) timers.push(setTimeout(() => void call.hangUp(), hangUpAfterMs));
    if (play !== undefined) void call.media.play(play);
    void call.ended.then(() => timers.forEach(clearTimeout));
  });
}

/** A socket with its calls. */
export async function openLine(
  sip: SipServer,
  user: string,
  credentials: { readonly user: string; readonly password: string } | null,
  onCall: (call: ReceivedCall) => void,
  port = 0,
): Promise<Line> {
  const endpoint = await openSipEndpoint(sip, port);
  const contact = `<sip:${user}@${endpoint.host}:${endpoint.port}>`;
  const handles = new Map<string, CallHandle<SipCall>>();

  const authorised: CallContext['authorised'] = async (request, onProvisional) => {
    const sent = endpoint.prepare(request);
    const response = await endpoint.request(sent, onProvisional);
    if ((response.status !== 401 && response.status !== 407) || credentials === null) return { sent, response };
    const again = endpoint.prepare(withCredentials(request, response, credentials));
    return { sent: again, response: await endpoint.request(again, onProvisional) };
  };
  const context: CallContext = { endpoint, contact, authorised };

  endpoint.onRepeatedAnswer((response) => handles.get(header(response, 'call-id') ?? '')?.onRepeatedAnswer());
  endpoint.onRequest((request) => {
    const id = header(request, 'call-id') ?? '';
    const handle = handles.get(id);
    if (handle !== undefined) handle.onRequest(request);
    else if (request.method === 'INVITE' && !isWithinDialog(request)) {
      void receiveCall(context, request).then((received) => {
        keep(id, received);
        onCall(received.call);
      });
    } else if (request.method !== 'ACK') {
      // OPTIONS asks whether we are there, NOTIFY tells of a mailbox; a request of an ended call has none.
      const known = request.method === 'OPTIONS' || request.method === 'NOTIFY';
      const tag = randomBytes(6).toString('hex');
      endpoint.respond(
        request,
        known ? answerTo(request, 200, 'OK', tag) : answerTo(request, 481, 'Call Does Not Exist', tag),
      );
    }
  });

  const keep = (id: string, handle: CallHandle<SipCall>): void => {
    handles.set(id, handle);
    void handle.call.ended.then(() => handles.delete(id));
  };

  return {
    context,
    async make(from, to) {
      const handle = await makeCall(context, from, `sip:${to}@${sip.host}:${sip.port}`);
      keep(handle.call.id, handle);
      return handle.call;
    },
    async close() {
      await Promise.all([...handles.values()].map((handle) => handle.call.hangUp()));
      await endpoint.close();
    },
  };
}

function withCredentials(
  request: SipRequest,
  challenge: SipResponse,
  credentials: { user: string; password: string },
): SipRequest {
  const name = challenge.status === 401 ? 'Authorization' : 'Proxy-Authorization';
  const value = header(challenge, challenge.status === 401 ? 'www-authenticate' : 'proxy-authenticate') ?? '';
  const next = `${sequenceOf(request) + 1} ${request.method}`;
  const headers = request.headers.map(([is, text]): [string, string] => [is, is === 'CSeq' ? next : text]);
  return {
    ...request,
    headers: [...headers, [name, answerChallenge(value, request.method, request.uri, credentials)]],
  };
}

function registration(
  { endpoint, contact, authorised }: CallContext,
  { sip, user }: PhoneOptions,
): (seconds: number) => Promise<void> {
  const callId = `${randomBytes(8).toString('hex')}@${endpoint.host}`;
  let sequence = 0;
  return async (seconds) => {
    sequence += 10;
    const { response } = await authorised(
      {
        kind: 'request',
        method: 'REGISTER',
        uri: `sip:${sip.host}:${sip.port}`,
        headers: [
          ['From', `<sip:${user}@${sip.host}>;tag=${randomBytes(6).toString('hex')}`],
          ['To', `<sip:${user}@${sip.host}>`],
          ['Call-ID', callId],
          ['CSeq', `${sequence} REGISTER`],
          ['Contact', contact],
          ['Expires', String(seconds)],
        ],
        body: '',
      },
      () => undefined,
    );
    if (response.status !== 200)
      throw new Error(`The phone could not register: ${response.status} ${response.reason}.`);
  };
}
