import type { PromptKey } from '../../prompts/catalogue.ts';
import { type Call, type Speech, speechOf } from './call.ts';
import type { Utterance } from './effects.ts';
import type { CallId } from './ids.ts';
import type { SelfServiceKind } from './self-service.ts';
import { heardMsOf, longestMs } from './speech.ts';
import type { Work } from './work.ts';

/**
 * What callers choose from the menu and then only listen to (R1.4, R1.5). Who has heard it and goes has what they called
 * for. That it was chosen is known by the key that led to it: a closed line that tells everybody its hours has not served
 * them by that.
 */
const informationOf: Partial<Record<PromptKey, SelfServiceKind>> = {
  openingHours: 'openingHours',
  documentsIdentityCard: 'documents',
  documentsPassport: 'documents',
  documentsDrivingLicence: 'documents',
};

/** Who goes sooner has not heard it; nor who has heard less than half of it. */
const leastMs = 3_000;

/** A saying is over, wholly or in part. An information counts once in a call, however often it is said. */
export function informationHeard(
  work: Work,
  callId: CallId,
  utterances: readonly Utterance[],
  heardMs: number,
  complete: boolean,
): void {
  for (const [place, { prompt }] of utterances.entries()) {
    const kind = informationOf[prompt];
    if (kind === undefined) continue;
    const half = longestMs(work, utterances.slice(place, place + 1)) / 2;
    const enoughMs = longestMs(work, utterances.slice(0, place)) + Math.max(leastMs, half);
    if (!complete && heardMs < enoughMs) continue;
    const cdr = work.cdrOf(callId);
    if (cdr === undefined || cdr.flowPath.at(-1)?.key == null) continue;
    if (cdr.selfServices?.some((served) => served.kind === kind)) continue;
    work.tell({ type: 'SelfServed', callId, kind });
  }
}

/** The caller goes while something is said. */
export function informationCut(work: Work, call: Call): void {
  const speech: Speech | null = speechOf(call);
  if (speech !== null) informationHeard(work, call.callId, speech.utterances, heardMsOf(work, speech), false);
}
