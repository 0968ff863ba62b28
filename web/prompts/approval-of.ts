import { createHash } from 'node:crypto';
import type { PromptVersion as ApprovalVersion, PromptText } from '../../prompts/approval.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import { catalogue } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import { languages } from '../../prompts/language.ts';
import type { PromptVersion } from '../../sql/prompts/prompt-version.ts';

export const isLanguage = (language: string): language is Language =>
  (languages as readonly string[]).includes(language);

export const isPromptKey = (key: string): key is PromptKey => Object.hasOwn(catalogue, key);

/** A stored version that can be worked on here: of a prompt that this program knows, in a language that it speaks. */
export type WorkableVersion = PromptVersion & { readonly language: Language };

export const isWorkable = (version: PromptVersion): version is WorkableVersion =>
  isPromptKey(version.key) && isLanguage(version.language);

/** A stored version as the rules of its life know it. The database's CHECKs tie each state to its fields. */
export function approvalOf(version: WorkableVersion): ApprovalVersion {
  const { key, language, text, recording, comment } = version;
  const body: PromptText = { key, language, text, recording };
  const proposed = { proposedBy: version.proposedBy ?? '', proposedAt: version.proposedAt ?? 0 };
  const decided = { decidedBy: version.decidedBy ?? '', decidedAt: version.decidedAt ?? 0 };
  switch (version.state) {
    case 'draft':
      return { ...body, state: 'draft' };
    case 'proposed':
      return { ...body, ...proposed, state: 'proposed' };
    case 'approved':
      return { ...body, ...proposed, ...decided, state: 'approved' };
    case 'rejected':
      return { ...body, ...proposed, ...decided, state: 'rejected', comment };
    case 'retired':
      return {
        ...body,
        ...proposed,
        ...decided,
        state: 'retired',
        retiredBy: version.retiredBy ?? '',
        retiredAt: version.retiredAt ?? 0,
      };
  }
}

/** Tells whether a text is still the one that somebody had before them. */
export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
