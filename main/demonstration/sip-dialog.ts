import {
  header,
  headersNamed,
  type SipHeaders,
  type SipMessage,
  type SipRequest,
  tagIn,
  uriIn,
} from './sip-message.ts';

/** What two sides of a call agreed on (RFC 3261 §12): who they are, where they are reached, and the count of requests. */
export type SipDialog = {
  readonly callId: string;
  readonly local: string;
  readonly remote: string;
  readonly target: string;
  readonly routes: readonly string[];
  sequence: number;
};

/** From our INVITE and the answer to it (§12.1.2). */
export function dialogOfCaller(invite: SipRequest, answer: SipMessage): SipDialog {
  return {
    callId: header(invite, 'call-id') ?? '',
    local: header(invite, 'from') ?? '',
    remote: header(answer, 'to') ?? '',
    target: uriIn(header(answer, 'contact') ?? invite.uri),
    routes: headersNamed(answer, 'record-route').reverse(),
    sequence: sequenceOf(invite),
  };
}

/** From an INVITE that reached us (§12.1.1). */
export function dialogOfCalled(invite: SipRequest, localTag: string): SipDialog {
  return {
    callId: header(invite, 'call-id') ?? '',
    local: `${header(invite, 'to') ?? ''};tag=${localTag}`,
    remote: header(invite, 'from') ?? '',
    target: uriIn(header(invite, 'contact') ?? ''),
    routes: headersNamed(invite, 'record-route'),
    sequence: 0,
  };
}

/** The next request within the dialog (§12.2.1.1). */
export function requestIn(dialog: SipDialog, method: string, more: SipHeaders = []): SipRequest {
  if (method !== 'ACK') dialog.sequence += 1;
  return {
    kind: 'request',
    method,
    uri: dialog.target,
    headers: [
      ...dialog.routes.map((route): [string, string] => ['Route', route]),
      ['From', dialog.local],
      ['To', dialog.remote],
      ['Call-ID', dialog.callId],
      ['CSeq', `${dialog.sequence} ${method}`],
      ...more,
    ],
    body: '',
  };
}

export function sequenceOf(message: SipMessage): number {
  return Number(header(message, 'cseq')?.split(' ')[0] ?? 0);
}

/** Whether a request belongs to a call that stands already. */
export function isWithinDialog(request: SipRequest): boolean {
  return tagIn(header(request, 'to') ?? '') !== null;
}

/** The Q.850 cause of a Reason header (RFC 3326); null when none was given. */
export function causeIn(message: SipMessage): number | null {
  const cause = /Q\.850\s*;\s*cause=(\d+)/i.exec(header(message, 'reason') ?? '')?.[1];
  return cause === undefined ? null : Number(cause);
}
