import type { FlowNode, FlowPrompt } from '../../dialplan/flow.ts';
import { offeredKeys } from '../../dialplan/menu.ts';
import { unusualDays, usualHours } from '../../dialplan/spoken-hours.ts';
import { keyValue } from '../../prompts/spoken/keys.ts';
import { canArrange } from './arranging.ts';
import type { Call } from './call.ts';
import type { Utterance } from './effects.ts';
import { lineAt } from './hours.ts';
import type { Instant } from './ids.ts';
import { canInquire } from './inquiring.ts';
import { utterLineWait } from './line-wait.ts';
import { utter } from './utterances.ts';
import type { Work } from './work.ts';

/** What a node says now: its prompts, and of a menu the words of its keys. Nothing where nothing is approved. */
export function nodeSpeech(
  work: Work,
  call: Call,
  node: FlowNode & { kind: 'say' | 'choice' | 'message' },
): readonly Utterance[] {
  return [
    ...node.prompts.flatMap((prompt) => utteranceOf(work, call, prompt)),
    ...offeredKeys(node).flatMap(({ key, said }) =>
      canFollow(work, call, node, key) ? utter(work.configuration, call.language, said, { key: keyValue(key) }) : [],
    ),
  ];
}

/** What can not be done now is not offered: callbacks when none are configured or may be dialled, self-service without lists. */
function canFollow(work: Work, call: Call, node: FlowNode, key: string): boolean {
  const next = node.kind === 'choice' ? node.keys[key]?.next : undefined;
  const leadsTo = next === undefined ? undefined : work.configuration.flow.nodes[next];
  switch (leadsTo?.kind) {
    case 'callback':
      return canArrange(work, call.language);
    case 'freeSlots':
    case 'ownVisit':
      return canInquire(work.configuration, leadsTo, call.language);
    default:
      return true;
  }
}

function utteranceOf(work: Work, call: Call, said: FlowPrompt): Utterance[] {
  const { configuration } = work;
  const { prompt, language = call.language } = said;
  switch (prompt) {
    case 'closedUntil': {
      const line = lineAt(work.world, work.at);
      const opensAt: Instant | null = line.open ? null : line.opensAt;
      if (opensAt === null) return utter(configuration, language, 'closedWithoutOpening', {});
      return utter(configuration, language, 'closedUntil', { opensAt, saidAt: work.at });
    }
    case 'openingHours': {
      const { openingHours } = configuration;
      const usual = usualHours(openingHours);
      return [
        ...(usual === null ? [] : utter(configuration, language, 'openingHours', usual)),
        ...unusualDays(openingHours, work.at).flatMap((day) => utter(configuration, language, day.prompt, day.values)),
      ];
    }
    case 'lineWait':
      return utterLineWait(work, call, said.queue, language);
    case 'position':
    case 'estimatedWait':
    case 'estimatedWaitRange':
      // These need a place in a queue, which no node of the flow has (`checkFlow` refuses them).
      return [];
    default:
      return utter(configuration, language, prompt, {});
  }
}
