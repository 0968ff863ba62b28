import type { Instant, PromptVersionId } from '../../engine/core/ids.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';

/** One version of one prompt's text and sound in one language (R1.9). Its life: prompts/approval.ts. */
export type PromptVersion = {
  readonly id: PromptVersionId;
  readonly key: PromptKey;
  readonly language: string;
  readonly text: string;
  readonly state: 'draft' | 'proposed' | 'approved' | 'rejected' | 'retired';
  readonly recording: 'synthesised' | 'studio';
  /** The studio recording (prompt_sound); null for a synthesised version. */
  readonly soundChecksum: string | null;
  readonly createdAt: Instant;
  /** Null for what was drafted before this was written down. */
  readonly draftedBy: string | null;
  readonly proposedBy: string | null;
  readonly proposedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Why it was rejected, or what was said when it was approved. */
  readonly comment: string;
  readonly retiredBy: string | null;
  readonly retiredAt: Instant | null;
};

export const promptVersionColumns = {
  id: 'id',
  key: 'prompt_key',
  language: 'language',
  text: 'text',
  state: 'state',
  recording: 'recording',
  soundChecksum: 'sound_checksum',
  createdAt: 'created_at',
  draftedBy: 'drafted_by',
  proposedBy: 'proposed_by',
  proposedAt: 'proposed_at',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  comment: 'comment',
  retiredBy: 'retired_by',
  retiredAt: 'retired_at',
} as const satisfies Record<keyof PromptVersion, string>;
