import type { LegQuality } from '../../core/events.ts';

/**
 * The quality of a leg's audio, from the variable RTPAUDIOQOS, which Asterisk sets as the leg's audio ends:
 * "ssrc=1308804876;themssrc=3390111744;lp=0;rxjitter=0.000000;rxcount=372;txjitter=0.000750;txcount=360;rlp=0;rtt=0.000000;…"
 *
 * The variable comes with the events of a channel (ari.conf, `channelvars`), so that ChannelDestroyed has it, whichever
 * side hangs up. Asking for it (GET channels/ID/rtp_statistics) would come too late when the far side is first, and a
 * handler in the dialplan that tells it costs a millisecond of processor a call.
 *
 * NOTE: the names of the two jitters are the wrong way round in Asterisk (res_rtp_asterisk.c, ast_rtp_get_stat):
 * txjitter is what we measured on what we received, rxjitter what the far side reported. Both are in seconds.
 *
 * @returns null for a leg without audio (the text is empty) and for a text that is not of this form
 */
export function readLegQuality(text: string): LegQuality | null {
  const figures = new Map<string, number>();
  for (const part of text.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0) figures.set(part.slice(0, equals), Number(part.slice(equals + 1)));
  }
  const receivedPackets = count(figures.get('rxcount'));
  const sentPackets = count(figures.get('txcount'));
  const receivedLost = count(figures.get('lp'));
  const sentLost = count(figures.get('rlp'));
  const jitter = measure(figures.get('txjitter'));
  const roundTrip = measure(figures.get('rtt'));
  if (receivedPackets === null || sentPackets === null || receivedLost === null || sentLost === null) return null;
  return {
    receivedPackets,
    sentPackets,
    receivedLossShare: share(receivedLost, receivedPackets + receivedLost),
    sentLossShare: share(sentLost, sentPackets),
    receivedJitterMs: milliseconds(jitter ?? 0),
    // Zero means that the far side sent no report to measure by.
    roundTripMs: roundTrip === null || roundTrip === 0 ? null : milliseconds(roundTrip),
  };
}

function count(value: number | undefined): number | null {
  return value !== undefined && Number.isInteger(value) && value >= 0 ? value : null;
}

function measure(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : null;
}

function share(lost: number, expected: number): number {
  return expected === 0 ? 0 : Math.min(1, Math.round((lost / expected) * 10_000) / 10_000);
}

/** Seconds to milliseconds, to the hundredth. */
function milliseconds(seconds: number): number {
  return Math.round(seconds * 100_000) / 100;
}
