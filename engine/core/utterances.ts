import type { PromptKey, PromptValues } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { Configuration } from './configuration.ts';
import type { Utterance } from './effects.ts';

/**
 * One thing to say, if its text is approved in this language; otherwise none, since only approved prompts play
 * (R1.9). A flow that needs a prompt that is not approved is refused before it is used (dialplan `checkFlow`).
 */
export function utter<Key extends PromptKey>(
  configuration: Configuration,
  language: Language,
  prompt: Key,
  values: PromptValues[Key],
): Utterance[] {
  const versionId = configuration.prompts[language][prompt];
  return versionId === undefined ? [] : [{ prompt, versionId, language, values }];
}
