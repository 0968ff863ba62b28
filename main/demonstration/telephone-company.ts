import type { ReceivedCall } from './sip-call.ts';
import type { SipServer } from './sip-endpoint.ts';
import { openLine, type PhoneOptions, react } from './test-phone.ts';

/**
 * The telephone company behind the trunk, as far as a test needs it: it takes the calls that the line makes, and the
 * person called does what `behaviourOf` says. Part of the test phones, no part of the product.
 */
export type TelephoneCompany = {
  /** Every call that the line made, in order. */
  readonly calls: readonly ReceivedCall[];
  /** The next call that rings and that this did not give before. */
  nextCall(): Promise<ReceivedCall>;
  close(): Promise<void>;
};

export type CompanyOptions = {
  /** Asterisk, which is the only one that is heard. */
  readonly sip: SipServer;
  /** Where Asterisk was told that the company is. */
  readonly port: number;
  readonly behaviourOf: (dialled: string) => Pick<PhoneOptions, 'answer' | 'play' | 'hangUpAfterMs'>;
};

export async function openTelephoneCompany({ sip, port, behaviourOf }: CompanyOptions): Promise<TelephoneCompany> {
  const calls: ReceivedCall[] = [];
  const unclaimed: ReceivedCall[] = [];
  const claims: ((call: ReceivedCall) => void)[] = [];
  const line = await openLine(
    sip,
    'company',
    null,
    (call) => {
      calls.push(call);
      react(call, behaviourOf(call.dialled));
      const claim = claims.shift();
      if (claim === undefined) unclaimed.push(call);
      else claim(call);
    },
    port,
  );
  return {
    calls,
    nextCall() {
      const waiting = unclaimed.shift();
      if (waiting !== undefined) return Promise.resolve(waiting);
      return new Promise((resolve) => claims.push(resolve));
    },
    close: () => line.close(),
  };
}
