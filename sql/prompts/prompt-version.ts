import type { Instant, PromptVersionId } from '../../engine/core/ids.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';

/** One version of one prompt's text in one language (R1.9). Draft, proposed, then approved or rejected; approved, then retired. */
export type PromptVersion = {
  readonly id: PromptVersionId;
  readonly key: PromptKey;
  readonly language: string;
  readonly text: string;
  readonly state: 'draft' | 'proposed' | 'approved' | 'rejected' | 'retired';
  readonly recording: 'synthesised' | 'studio';
  readonly createdAt: Instant;
  readonly proposedBy: string | null;
  readonly proposedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Why it was rejected, or what was said when it was approved. */
  readonly comment: string;
};

export const promptVersionColumns = {
  id: 'id',
  key: 'prompt_key',
  language: 'language',
  text: 'text',
  state: 'state',
  recording: 'recording',
  createdAt: 'created_at',
  proposedBy: 'proposed_by',
  proposedAt: 'proposed_at',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  comment: 'comment',
} as const satisfies Record<keyof PromptVersion, string>;
