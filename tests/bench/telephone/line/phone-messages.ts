import { readFileSync } from 'node:fs';

/**
 * SIPp's short messages: date, time, seconds since the epoch, "S" or "R", Call-ID, CSeq and the first line, with tabs
 * between. A call is one Call-ID; the user stands in the INVITE's first line.
 */
type PhoneCall = { readonly user: string; readonly rangAtMs: number; byeAtMs: number | null };

/** Those that rang since then, in their order. */
export function phoneCallsOf(file: string, sinceMs: number): readonly PhoneCall[] {
  const calls = new Map<string, PhoneCall>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, , epoch, direction, callId = '', , first = ''] = line.split('\t');
    const atMs = Number(epoch) * 1000;
    if (!(atMs >= sinceMs)) continue;
    const user = /^INVITE sip:(\d+)@/.exec(first)?.[1];
    if (direction === 'R' && user !== undefined && !calls.has(callId))
      calls.set(callId, { user, rangAtMs: atMs, byeAtMs: null });
    const call = calls.get(callId);
    if (direction === 'S' && call !== undefined && first.startsWith('BYE ')) call.byeAtMs ??= atMs;
  }
  return [...calls.values()];
}

/**
 * Milliseconds from each phone's BYE to its next INVITE. The first two calls of every phone are left out: until then
 * somebody may have been free though nobody waited. After the last calls nothing follows, so nobody waited there.
 */
export function dispatchTimesOf(file: string, sinceMs: number): number[] {
  const times: number[] = [];
  for (const calls of Map.groupBy(phoneCallsOf(file, sinceMs), ({ user }) => user).values()) {
    for (const [index, { byeAtMs }] of calls.entries()) {
      const next = calls[index + 1];
      if (index >= 2 && byeAtMs !== null && next !== undefined) times.push(next.rangAtMs - byeAtMs);
    }
  }
  if (times.length === 0) throw new Error('No phone was rung twice: nothing was measured.');
  return times;
}
