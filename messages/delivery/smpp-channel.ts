import { createHash } from 'node:crypto';
import type { Pdu } from 'smpp';
import { alphabetOf, partsOfSms } from '../sms/alphabet.ts';
import type { Channel, Handover } from './channel.ts';
import { openSmppLink, type SmppAccount } from './smpp-link.ts';

export type Receipt = {
  readonly providerId: string;
  readonly outcome: 'delivered' | 'failed';
  readonly reason: string;
};

export type SmppOptions = {
  readonly account: SmppAccount;
  /** "UeNarocanje", or a number with country code. */
  readonly from: string;
  /** A receipt of a part. False: nobody knows the part (yet), the centre shall tell it again. */
  readonly onReceipt: (receipt: Receipt) => Promise<boolean>;
};

/** SMS over SMPP 3.4, with receipts. */
export function openSmppChannel({ account, from, onReceipt }: SmppOptions): Channel {
  const link = openSmppLink(account, async (pdu) => {
    const receipt = readReceipt(pdu);
    // What people answer goes nowhere: it is taken and forgotten.
    return receipt === null ? true : onReceipt(receipt);
  });
  const source = sourceAddress(from);
  return {
    async handOver({ id, to, rendered }) {
      const parts = partsOfSms(rendered.text);
      const dataCoding = alphabetOf(rendered.text) === 'gsm7' ? 0 : 8;
      const providerIds: (string | null)[] = [];
      for (const [place, message] of parts.entries()) {
        const udh = parts.length === 1 ? null : concatenation(id, parts.length, place + 1);
        const answer = await link.submit({
          ...source,
          dest_addr_ton: 1,
          dest_addr_npi: 1,
          destination_addr: to.replace(/^\+/, ''),
          data_coding: dataCoding,
          // Receipts for success and for failure (SMPP 3.4 §5.2.17).
          registered_delivery: 1,
          short_message: udh === null ? { message } : { udh, message },
        });
        if (answer === null) return { outcome: 'tryAgain', reason: 'unreachable' };
        if (answer.command_status !== 0) return handoverOfStatus(answer.command_status);
        providerIds.push(answer.message_id ?? null);
      }
      return { outcome: 'sent', providerIds };
    },
    close: () => link.close(),
  };
}

/**
 * The header of one of several parts (3GPP TS 23.040 §9.2.3.24.1). Its reference comes from the message's id: parts
 * that are sent again after a break replace their first copies in the phone.
 */
function concatenation(id: string, parts: number, part: number): Buffer {
  const [reference = 0] = createHash('sha256').update(id).digest();
  return Buffer.from([5, 0, 3, reference, parts, part]);
}

function sourceAddress(from: string): Readonly<Record<string, unknown>> {
  const number = /^\+?([1-9]\d{6,14})$/.exec(from)?.[1];
  return number === undefined
    ? { source_addr_ton: 5, source_addr_npi: 0, source_addr: from }
    : { source_addr_ton: 1, source_addr_npi: 1, source_addr: number };
}

/** SMPP 3.4 §5.1.3: what passes (throttled, full, system errors), what is our account's, and what is the message's. */
export function handoverOfStatus(status: number): Handover {
  const reason = `smpp 0x${status.toString(16).padStart(2, '0')}`;
  switch (status) {
    case 0x08: // ESME_RSYSERR
    case 0x14: // ESME_RMSGQFUL
    case 0x58: // ESME_RTHROTTLED
    case 0x64: // ESME_RX_T_APPN
    case 0x45: // ESME_RSUBMITFAIL
      return { outcome: 'tryAgain', reason };
    case 0x04: // ESME_RINVBNDSTS
    case 0x0d: // ESME_RBINDFAIL
    case 0x0e: // ESME_RINVPASWD
    case 0x0f: // ESME_RINVSYSID
      return { outcome: 'tryAgain', reason: 'credentials' };
    default:
      return { outcome: 'refused', reason };
  }
}

/** SMPP 3.4 §5.2.12 and Appendix B: by its fields where the centre sends them, else by the text of the receipt. */
export function readReceipt(pdu: Pdu): Receipt | null {
  if (((pdu.esm_class ?? 0) & 0x3c) !== 0x04) return null;
  const message = pdu.short_message?.message ?? '';
  const text = typeof message === 'string' ? message : message.toString('latin1');
  // A C string with its end.
  const providerId = pdu.receipted_message_id?.replaceAll(String.fromCharCode(0), '') || /\bid:(\S+)/i.exec(text)?.[1];
  const state = stateNames[pdu.message_state ?? 0] ?? /\bstat:([A-Z]+)/i.exec(text)?.[1]?.toUpperCase();
  if (providerId === undefined || state === undefined) return null;
  switch (state) {
    case 'DELIVRD':
      return { providerId, outcome: 'delivered', reason: '' };
    case 'EXPIRED':
    case 'DELETED':
    case 'UNDELIV':
    case 'REJECTD':
      return { providerId, outcome: 'failed', reason: `receipt ${state}` };
    default:
      // ENROUTE, ACCEPTD, UNKNOWN: no end yet.
      return null;
  }
}

const stateNames: Readonly<Record<number, string>> = {
  1: 'ENROUTE',
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  6: 'ACCEPTD',
  7: 'UNKNOWN',
  8: 'REJECTD',
};
