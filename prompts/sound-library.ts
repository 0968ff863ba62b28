import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fragment } from './fragment.ts';
import type { SpeechPrograms } from './synthesis/speak.ts';
import { defaultPrograms, recipe, speak } from './synthesis/speak.ts';
import { SynthesisFailed } from './synthesis/synthesis-failed.ts';
import type { Voices } from './synthesis/voices.ts';
import { defaultVoices, voiceInput } from './synthesis/voices.ts';
import { durationMsOf, isWholeWave, waveHeaderBytes } from './synthesis/wave-file.ts';

/**
 * The sound files of all fragments, each made once and kept. Several processes may share a folder: a name says what
 * is in the file, and a file appears whole.
 */
export type SoundLibrary = {
  /** The name of a fragment's file, without folder and extension; the same on every machine. */
  nameOf(fragment: Fragment): string;
  /** Makes what is missing, two at a time; afterwards Asterisk can play them all. `ready` hears of each. @throws SynthesisFailed */
  prepare(fragments: readonly Fragment[], ready?: () => void): Promise<void>;
  /** The same without haste: one at a time, so that a caller's sentence never waits; ends early when closed. @throws SynthesisFailed */
  warm(fragments: readonly Fragment[]): Promise<void>;
  /** How long a prepared fragment sounds; null when it was not prepared. */
  durationMs(fragment: Fragment): number | null;
  /** Waits for what is being made; nothing is made afterwards. Closing twice is safe. */
  close(): Promise<void>;
};

export type SoundLibraryOptions = {
  /** Host path of the folder that Asterisk plays from; made when missing. */
  readonly folder: string;
  readonly voices?: Voices;
  readonly programs?: SpeechPrograms;
};

/** More would take the processor from calls. */
const mostAtOnce = 2;
const workFolderPrefix = '.work-';
/** A work folder this old belongs to a process that was killed. */
const abandonedAfterMs = 60 * 60 * 1000;

const removeAbandonedWork = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(workFolderPrefix)) continue;
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs) {
      rmSync(path, { recursive: true, force: true });
    }
  }
};

/** The bytes of a whole sound file; null when it is missing or torn. */
const wholeFileBytes = async (path: string): Promise<number | null> => {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(waveHeaderBytes), 0, waveHeaderBytes, 0);
    return isWholeWave(buffer, size) ? size : null;
  } finally {
    await file.close();
  }
};

/** @throws the system's error when the folder cannot be made or written. */
export const openSoundLibrary = ({
  folder,
  voices = defaultVoices,
  programs = defaultPrograms,
}: SoundLibraryOptions): SoundLibrary => {
  mkdirSync(folder, { recursive: true });
  removeAbandonedWork(folder);
  const workFolder = mkdtempSync(join(folder, workFolderPrefix));

  const names = new Map<string, string>();
  const bytesOf = new Map<string, number>();
  const inTheMaking = new Map<string, Promise<void>>();
  const waiting: (() => void)[] = [];
  let making = 0;
  let closed = false;

  const nameOf = ({ language, text }: Fragment): string => {
    const key = `${language} ${text}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const { name, wordsPerMinute } = voices[language];
    const content = JSON.stringify([recipe, name, wordsPerMinute, voiceInput(text, language)]);
    const made = `${language}-${createHash('sha256').update(content).digest('hex').slice(0, 24)}`;
    names.set(key, made);
    return made;
  };

  const takeTurn = async (): Promise<void> => {
    if (making < mostAtOnce) {
      making++;
      return;
    }
    // Who ends hands the turn on, so the count stays.
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const giveTurn = (): void => {
    const next = waiting.shift();
    if (next === undefined) making--;
    else next();
  };

  const make = async (fragment: Fragment, name: string): Promise<void> => {
    const path = join(folder, `${name}.wav`);
    const present = await wholeFileBytes(path);
    if (present !== null) {
      bytesOf.set(name, present);
      return;
    }
    await takeTurn();
    try {
      if (closed) throw new SynthesisFailed('The sound library is closed.');
      const { language, text } = fragment;
      bytesOf.set(name, await speak(voiceInput(text, language), voices[language], path, workFolder, name, programs));
    } finally {
      giveTurn();
    }
  };

  const provide = (fragment: Fragment): Promise<void> => {
    const name = nameOf(fragment);
    const underWay = inTheMaking.get(name);
    if (underWay !== undefined) return underWay;
    // The disk is asked each time: a file that somebody removed is made again, not played as silence.
    const made = make(fragment, name).finally(() => inTheMaking.delete(name));
    inTheMaking.set(name, made);
    return made;
  };

  return {
    nameOf,
    async prepare(fragments, ready = () => undefined) {
      await Promise.all(fragments.map((fragment) => provide(fragment).then(ready)));
    },
    async warm(fragments) {
      for (const fragment of fragments) {
        if (closed) return;
        try {
          await provide(fragment);
        } catch (error) {
          // Closed between the asking and the making: nobody waits for the rest.
          if (closed) return;
          throw error;
        }
      }
    },
    durationMs(fragment) {
      const bytes = bytesOf.get(nameOf(fragment));
      return bytes === undefined ? null : durationMsOf(bytes);
    },
    async close() {
      closed = true;
      await Promise.allSettled(inTheMaking.values());
      await rm(workFolder, { recursive: true, force: true });
    },
  };
};
