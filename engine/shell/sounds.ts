import type { Logger } from 'pino';
import type { Flow } from '../../dialplan/flow.ts';
import { offeredKeys } from '../../dialplan/menu.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Fragment } from '../../prompts/fragment.ts';
import { everyFragment, fragmentsOf } from '../../prompts/fragments.ts';
import { type Language, languages } from '../../prompts/language.ts';
import { provideRecordingTone, recordingToneName } from '../../prompts/recording-tone.ts';
import type { SoundLibrary } from '../../prompts/sound-library.ts';
import { keyValue } from '../../prompts/spoken/keys.ts';
import { longestSpokenMs } from '../../prompts/spoken-length.ts';
import { studioSoundMs, studioSoundName } from '../../prompts/studio/studio-sound.ts';
import type { ApprovedPrompt } from '../../sql/line/read-approved-prompts.ts';
import type { Utterance } from '../core/effects.ts';
import type { PromptVersionId } from '../core/ids.ts';
import type { Configured } from './configuration-source.ts';

/** Turns utterances into what Asterisk can play. */
export class Sounds {
  readonly #library: SoundLibrary;
  readonly #folder: string;
  readonly #uriPrefix: string;
  readonly #log: Logger;
  readonly #texts = new Map<PromptVersionId, ApprovedPrompt>();
  /** Versions whose approved studio recording lies in the folder, and how long it lasts. */
  readonly #recorded = new Map<PromptVersionId, number>();
  #timeZone = 'Europe/Ljubljana';
  #rest = 0;

  /** `uriPrefix`: the library's folder as Asterisk sees it, "sound:/…/". */
  constructor(
    library: SoundLibrary,
    { folder, uriPrefix }: { readonly folder: string; readonly uriPrefix: string },
    log: Logger,
  ) {
    this.#library = library;
    this.#folder = folder;
    this.#log = log;
    this.#uriPrefix = uriPrefix;
  }

  /** Some of what may be said is still being made ahead of time, as after a first start. */
  get inTheMaking(): boolean {
    return this.#rest > 0;
  }

  /**
   * Takes in the approved texts and makes what they can be expected to say. The texts without values are ready when
   * this resolves; positions and minutes follow in the background. Texts stay known after they were replaced, since a
   * caller may still be hearing the old version.
   * `progressed` hears of each text that is ready.
   * @throws SynthesisFailed when a text can not be spoken
   */
  async learn({ configuration, prompts }: Configured, progressed?: () => void): Promise<void> {
    this.#timeZone = configuration.openingHours.timeZone;
    await provideRecordingTone(this.#folder);
    const fragments: Fragment[][] = [];
    for (const prompt of prompts) {
      this.#texts.set(prompt.versionId, prompt);
      if (await this.#isRecorded(prompt)) continue;
      if (!isSpoken(prompt.language)) continue;
      fragments.push([...everyFragment(prompt.text, prompt.key, prompt.language)]);
      for (const key of keysOffered(configuration.flow, prompt.key)) {
        const values = { key: keyValue(key) };
        const offer = fragmentsOf(prompt.text, prompt.key, prompt.language, values, this.#timeZone);
        fragments.push(...offer.map((fragment) => [fragment]));
      }
    }
    await this.#library.prepare(fragments.filter(({ length }) => length === 1).flat(), progressed);
    this.#rest += 1;
    void this.#library
      .warm(fragments.filter(({ length }) => length > 1).flat())
      .catch((error: unknown) => this.#log.error({ err: error }, 'sounds could not be made ready ahead of time'))
      .finally(() => {
        this.#rest -= 1;
      });
  }

  /**
   * Media URIs in the order of speech, with the tone after what leads to a message; a sentence that was never needed
   * before (an opening's date) is made now.
   * @throws when the version's text is not known or can not be spoken
   */
  mediaOf(utterance: Utterance): readonly string[] | Promise<readonly string[]> {
    const spoken = this.#spokenMediaOf(utterance);
    if (utterance.prompt !== 'voiceMessageIntro') return spoken;
    const withTone = (media: readonly string[]): readonly string[] => [
      ...media,
      `${this.#uriPrefix}${recordingToneName}`,
    ];
    return spoken instanceof Promise ? spoken.then(withTone) : withTone(spoken);
  }

  /** How long each of these texts, once they are learned, lasts at most, in milliseconds. */
  longestMs(prompts: readonly ApprovedPrompt[]): Record<PromptVersionId, number> {
    return Object.fromEntries(
      prompts.map(({ versionId, key, text }) => [
        versionId,
        this.#recorded.get(versionId) ?? longestSpokenMs(text, key),
      ]),
    );
  }

  #spokenMediaOf(utterance: Utterance): readonly string[] | Promise<readonly string[]> {
    const prompt = this.#texts.get(utterance.versionId);
    if (prompt === undefined) throw new Error(`The text of prompt version ${utterance.versionId} is not known.`);
    if (this.#recorded.has(prompt.versionId) && prompt.soundChecksum !== null)
      return [`${this.#uriPrefix}${studioSoundName(prompt.soundChecksum)}`];
    const { language, values } = utterance;
    const fragments = fragmentsOf(prompt.text, prompt.key, language, values, this.#timeZone);
    const named = (): readonly string[] =>
      fragments.map((fragment) => `${this.#uriPrefix}${this.#library.nameOf(fragment)}`);
    // Sounds that are there are named at once: what follows for the call need not wait for a turn of the loop.
    const ready = fragments.every((fragment) => this.#library.durationMs(fragment) !== null);
    return ready ? named() : this.#library.prepare(fragments).then(named);
  }

  /**
   * The configuration's source brings recordings to the folder before we hear of them. One can be missing only when
   * the disk lost it while the database is away: then the machine speaks the same approved words, which is better
   * than a line without its consent, and the next configuration brings the recording back.
   */
  async #isRecorded({ versionId, soundChecksum }: ApprovedPrompt): Promise<boolean> {
    if (soundChecksum == null) return false;
    const milliseconds = await studioSoundMs(this.#folder, soundChecksum);
    if (milliseconds !== null) this.#recorded.set(versionId, milliseconds);
    else {
      this.#recorded.delete(versionId);
      this.#log.error({ versionId }, 'an approved recording is not on this disk; its text is spoken by the machine');
    }
    return milliseconds !== null;
  }
}

/** The keys that a flow's menus offer with this prompt. */
function keysOffered(flow: Flow, prompt: PromptKey): ReadonlySet<string> {
  const offered = Object.values(flow.nodes).flatMap(offeredKeys);
  return new Set(offered.filter(({ said }) => said === prompt).map(({ key }) => key));
}

/** A text may be approved in a language that callers can not choose yet. */
function isSpoken(language: string): language is Language {
  return (languages as readonly string[]).includes(language);
}
