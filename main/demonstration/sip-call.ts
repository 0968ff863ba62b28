import { randomBytes } from 'node:crypto';
import { openRtpEndpoint, type RtpEndpoint } from './rtp-endpoint.ts';
import { describeAudio, readAudio } from './sdp.ts';
import { causeIn, dialogOfCalled, dialogOfCaller, requestIn, type SipDialog } from './sip-dialog.ts';
import { cancelOf, type SipEndpoint } from './sip-endpoint.ts';
import { answerTo, header, type SipHeaders, type SipRequest, type SipResponse, tagIn, userIn } from './sip-message.ts';
import type { Sound } from './sound.ts';

export type CallEnd = {
  readonly answered: boolean;
  /** The final SIP status of the INVITE: 200, 486, 487 when it was given up … */
  readonly status: number;
  /** Who ended it. */
  readonly by: 'us' | 'them';
  /** The Q.850 cause, if the other side said one. */
  readonly cause: number | null;
  readonly heard: Sound;
  readonly talkedMs: number;
};

/** One call of a test phone, made or received. */
export type SipCall = {
  /** SIP's Call-ID. */
  readonly id: string;
  /** The number of the other side: called, or calling. */
  readonly number: string;
  /** The other phone rings; a received call has rung from its beginning. */
  readonly rang: Promise<void>;
  /** Settles with the answer, or with false when the call ended without one. */
  readonly answered: Promise<boolean>;
  readonly ended: Promise<CallEnd>;
  readonly media: RtpEndpoint;
  /** Gives up while it rings, hangs up afterwards. Twice is safe. */
  hangUp(): Promise<CallEnd>;
  /**
   * Once it is answered: asks something within the call, "REFER" or "INFO"; resolves with the final status, or with
   * null when there is none after two seconds.
   */
  ask(method: string, more?: SipHeaders): Promise<number | null>;
  /** Once it is answered: a hold as a phone's key makes it, by a new offer, or its end; resolves with the status. */
  hold(on: boolean): Promise<number>;
  /** Once it is answered: what a Replaces header must say to mean this call (RFC 3891 §6.1). */
  readonly replaces: string;
};

export type ReceivedCall = SipCall & {
  /** The number that was dialled, as it came: "+38641123456". */
  readonly dialled: string;
  answer(): void;
  refuse(status: 480 | 486 | 603): void;
};

/** What a call needs of its phone. */
export type CallContext = {
  readonly endpoint: SipEndpoint;
  readonly contact: string;
  /** Adds what a challenge asks for and sends again. */
  authorised(
    request: SipRequest,
    onProvisional: (response: SipResponse) => void,
  ): Promise<{ sent: SipRequest; response: SipResponse }>;
};

/** A call with its handler of requests that come within it. */
export type CallHandle<Call extends SipCall> = {
  readonly call: Call;
  onRequest(request: SipRequest): void;
  onRepeatedAnswer(): void;
};

type Conversation = ReturnType<typeof converse>;

/** What both kinds of calls share: the promises, the media, and how it ends. */
function converse(media: RtpEndpoint) {
  const rang = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<CallEnd>();
  let answeredAt: number | null = null;
  let over = false;
  return {
    rang,
    answered,
    ended,
    isOver: () => over,
    isAnswered: () => answeredAt !== null,
    answer(sdp: string) {
      const destination = readAudio(sdp);
      if (destination !== null) media.direct(destination);
      answeredAt ??= performance.now();
      rang.resolve();
      answered.resolve(true);
    },
    async end(status: number, by: 'us' | 'them', cause: number | null) {
      if (over) return;
      over = true;
      const talkedMs = answeredAt === null ? 0 : performance.now() - answeredAt;
      await media.close();
      answered.resolve(false);
      rang.resolve();
      ended.resolve({ answered: answeredAt !== null, status, by, cause, heard: media.heard(), talkedMs });
    },
  };
}

/** What may be asked within an answered call, the same for both sides. */
function within({ endpoint, contact }: CallContext, media: RtpEndpoint, dialogOf: () => SipDialog | null) {
  const dialog = (): SipDialog => {
    const found = dialogOf();
    if (found === null) throw new Error('The call is not answered yet.');
    return found;
  };
  return {
    async ask(method: string, more: SipHeaders = []): Promise<number | null> {
      const answer = endpoint.request(requestIn(dialog(), method, [['Contact', contact], ...more])).then(
        ({ status }) => status,
        () => null,
      );
      const { promise: late, resolve } = Promise.withResolvers<null>();
      const timer = setTimeout(() => resolve(null), 2_000);
      return Promise.race([answer, late]).finally(() => clearTimeout(timer));
    },
    async hold(on: boolean): Promise<number> {
      const headers: SipHeaders = [
        ['Contact', contact],
        ['Content-Type', 'application/sdp'],
      ];
      const offer = describeAudio(endpoint.host, media.port, Date.now(), on ? 'sendonly' : 'sendrecv');
      const { status } = await endpoint.request({ ...requestIn(dialog(), 'INVITE', headers), body: offer });
      if (status < 300) endpoint.send(requestIn(dialog(), 'ACK'));
      return status;
    },
    get replaces() {
      const { callId, local, remote } = dialog();
      return `${callId};to-tag=${tagIn(remote) ?? ''};from-tag=${tagIn(local) ?? ''}`;
    },
  };
}

/** Calls `to` as `from`; resolves when the INVITE is on its way. */
export async function makeCall(context: CallContext, from: string, to: string): Promise<CallHandle<SipCall>> {
  const { endpoint, contact } = context;
  const media = await openRtpEndpoint(endpoint.host);
  const conversation = converse(media);
  const { host } = endpoint;
  const callId = `${randomBytes(8).toString('hex')}@${host}`;
  let dialog: SipDialog | null = null;
  let acknowledgement: SipRequest | null = null;
  let wantsEnd = false;
  let rings = false;
  let givenUp = false;
  let sentInvite: SipRequest | null = null;

  const invite: SipRequest = {
    kind: 'request',
    method: 'INVITE',
    uri: to,
    headers: [
      ['From', `<sip:${from}@${host}>;tag=${randomBytes(6).toString('hex')}`],
      ['To', `<${to}>`],
      ['Call-ID', callId],
      ['CSeq', '1 INVITE'],
      ['Contact', contact],
      ['Allow', 'INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, NOTIFY, INFO'],
      ['Content-Type', 'application/sdp'],
    ],
    body: describeAudio(host, media.port, Date.now()),
  };

  const giveUp = (): void => {
    if (sentInvite === null || !rings || givenUp) return;
    givenUp = true;
    // Unanswered, it changes nothing: the INVITE has its own end.
    void endpoint.request(cancelOf(sentInvite)).catch(() => undefined);
  };

  const bye = async (): Promise<void> => {
    if (dialog === null) return;
    // Whether the other side answers or is gone: for us the call is over.
    await endpoint.request(requestIn(dialog, 'BYE')).catch(() => undefined);
    await conversation.end(200, 'us', null);
  };

  void context
    .authorised(invite, (response) => {
      sentInvite = inviteAnsweredBy(response, invite);
      rings = true;
      if (response.status > 100) conversation.rang.resolve();
      if (wantsEnd) giveUp();
    })
    .then(async ({ sent, response }) => {
      if (response.status >= 300) {
        await conversation.end(response.status, wantsEnd ? 'us' : 'them', causeIn(response));
        return;
      }
      dialog = dialogOfCaller(sent, response);
      acknowledgement = requestIn(dialog, 'ACK');
      endpoint.send(acknowledgement);
      conversation.answer(response.body);
      if (wantsEnd) await bye();
    })
    .catch(() => conversation.end(408, 'them', null));

  return {
    call: Object.assign(
      within(context, media, () => dialog),
      {
        id: callId,
        number: userIn(to),
        rang: conversation.rang.promise,
        answered: conversation.answered.promise,
        ended: conversation.ended.promise,
        media,
        hangUp() {
          if (!wantsEnd && !conversation.isOver()) {
            wantsEnd = true;
            if (conversation.isAnswered()) void bye();
            else giveUp();
          }
          return conversation.ended.promise;
        },
      },
    ),
    onRequest: (request) => answerWithin(request, endpoint, media, conversation, ''),
    onRepeatedAnswer() {
      if (acknowledgement !== null) endpoint.send(acknowledgement);
    },
  };
}

/** The INVITE as it went out, for a CANCEL: its Via comes back with every answer to it. */
function inviteAnsweredBy(response: SipResponse, invite: SipRequest): SipRequest {
  const via = header(response, 'via') ?? '';
  const sequence = header(response, 'cseq') ?? '1 INVITE';
  const sentVia = via.replace(/;received=[^;]+/, '').replace(/;rport=\d+/, ';rport');
  const rest = invite.headers.filter(([name]) => name !== 'CSeq');
  return { ...invite, headers: [['Via', sentVia], ['Max-Forwards', '70'], ...rest, ['CSeq', sequence]] };
}

/** A call that reached us: it rings. */
export async function receiveCall(context: CallContext, invite: SipRequest): Promise<CallHandle<ReceivedCall>> {
  const { endpoint, contact } = context;
  const media = await openRtpEndpoint(endpoint.host);
  const conversation = converse(media);
  const tag = randomBytes(6).toString('hex');
  const dialog = dialogOfCalled(invite, tag);
  let decided = false;
  let answer: SipResponse | null = null;
  let repeat: NodeJS.Timeout | null = null;

  const ring = answerTo(invite, 180, 'Ringing', tag, [['Contact', contact]]);
  endpoint.respond(invite, ring);
  conversation.rang.resolve();

  const refuse = (status: number, reason: string): void => {
    if (decided) return;
    decided = true;
    endpoint.respond(invite, answerTo(invite, status, reason, tag));
    void conversation.end(status, 'us', null);
  };

  const hangUp = (): Promise<CallEnd> => {
    if (!decided) refuse(603, 'Decline');
    else if (!conversation.isOver()) {
      // Whether the other side answers or is gone: for us the call is over.
      void endpoint
        .request(requestIn(dialog, 'BYE'))
        .catch(() => undefined)
        .then(() => conversation.end(200, 'us', null));
    }
    return conversation.ended.promise;
  };

  return {
    call: Object.assign(
      within(context, media, () => dialog),
      {
        id: dialog.callId,
        number: userIn(header(invite, 'from') ?? ''),
        dialled: userIn(invite.uri),
        rang: conversation.rang.promise,
        answered: conversation.answered.promise,
        ended: conversation.ended.promise,
        media,
        hangUp,
        answer() {
          if (decided) return;
          decided = true;
          const headers: [string, string][] = [
            ['Contact', contact],
            ['Content-Type', 'application/sdp'],
          ];
          answer = answerTo(invite, 200, 'OK', tag, headers, describeAudio(endpoint.host, media.port, Date.now()));
          const accepted = answer;
          endpoint.respond(invite, accepted);
          // An acceptance is repeated until its ACK is there (§13.3.1.4), whatever carries it.
          repeat = setInterval(() => endpoint.respond(invite, accepted), 500);
          conversation.answer(invite.body);
          void conversation.ended.promise.then(() => repeat && clearInterval(repeat));
        },
        refuse: (status: 480 | 486 | 603) =>
          refuse(status, { 480: 'Temporarily Unavailable', 486: 'Busy Here', 603: 'Decline' }[status]),
      },
    ),
    onRequest(request) {
      if (request.method === 'ACK') {
        if (repeat !== null) clearInterval(repeat);
      } else if (request.method === 'CANCEL') {
        endpoint.respond(request, answerTo(request, 200, 'OK', tag));
        if (decided) return;
        decided = true;
        endpoint.respond(invite, answerTo(invite, 487, 'Request Terminated', tag));
        void conversation.end(487, 'them', causeIn(request));
      } else answerWithin(request, endpoint, media, conversation, tag);
    },
    onRepeatedAnswer: () => undefined,
  };
}

/** Requests within a standing call, the same for both sides. */
function answerWithin(
  request: SipRequest,
  endpoint: SipEndpoint,
  media: RtpEndpoint,
  conversation: Conversation,
  tag: string,
): void {
  const toTag = tagIn(header(request, 'to') ?? '') ?? tag;
  switch (request.method) {
    case 'ACK':
      break;
    case 'BYE':
      endpoint.respond(request, answerTo(request, 200, 'OK', toTag));
      void conversation.end(200, 'them', causeIn(request));
      break;
    case 'INVITE': {
      // The other side moves its audio or refreshes the session.
      const headers: [string, string][] = [
        ['Contact', `<sip:${endpoint.host}:${endpoint.port}>`],
        ['Content-Type', 'application/sdp'],
      ];
      endpoint.respond(
        request,
        answerTo(request, 200, 'OK', toTag, headers, describeAudio(endpoint.host, media.port, Date.now())),
      );
      const destination = readAudio(request.body);
      if (destination !== null) media.direct(destination);
      break;
    }
    default:
      endpoint.respond(request, answerTo(request, 200, 'OK', toTag));
  }
}
