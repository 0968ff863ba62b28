import type { FlowTopic } from '../../dialplan/flow.ts';
import type { Cdr } from './cdr.ts';
import type { Configuration } from './configuration.ts';
import type { CallId } from './ids.ts';
import type { Work } from './work.ts';

/** What the caller chose in the menu last (R1.4); null when nothing, or when the flow does not know it any more. */
export function topicOf(configuration: Configuration, cdr: Cdr): FlowTopic | null {
  const { topics = {} } = configuration.flow;
  const { topic = null } = cdr;
  return topic === null || !Object.hasOwn(topics, topic) ? null : (topics[topic] ?? null);
}

/** The caller's way through the menus in words: "delovni čas in dokumenti", "potrebni dokumenti", "potni list". */
export function menuPathOf(cdr: Cdr): readonly string[] {
  return cdr.flowPath.flatMap(({ choice }) => choice ?? []);
}

/** Wrap-up begins with the category that the caller's choice tells (R2.7); the agent may say another. */
export function presetDisposition(work: Work, callId: CallId): void {
  const cdr = work.cdrOf(callId);
  if (cdr === undefined || cdr.disposition !== null) return;
  const disposition = topicOf(work.configuration, cdr)?.disposition ?? null;
  if (disposition === null || !work.configuration.dispositions.includes(disposition)) return;
  work.tell({ type: 'DispositionPreset', callId, disposition });
}
