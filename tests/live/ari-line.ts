import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { instanceFolderInside, provideAsterisk } from '../../asterisk-conf/provide.ts';
import type { AsteriskInstance } from '../../asterisk-conf/start.ts';
import type { Utterance } from '../../engine/core/effects.ts';
import {
  type BridgeId,
  type CallId,
  instant,
  type LegId,
  type OfferId,
  type PhoneUser,
  type PlaybackId,
  type PromptVersionId,
  type RecordingId,
} from '../../engine/core/ids.ts';
import { type Ari, connectAri } from '../../engine/shell/ari/port.ts';
import type { AriTask } from '../../engine/shell/ari/requests.ts';
import { tone, writeWav } from '../../main/demonstration/sound.ts';
import { Heard } from '../engine/shell/ari/heard.ts';
import { phonesOf, startIn, withFolder } from './own-asterisk.ts';

export type Line = {
  readonly asterisk: AsteriskInstance;
  readonly ari: Ari;
  readonly heard: Heard;
  /** Milliseconds by effect. */
  readonly latencies: Map<AriTask['type'], number[]>;
  /** Legs that the engine would know. */
  readonly known: Set<LegId>;
  /** A second engine, for what happens when one goes and another comes. */
  connect(heard: Heard): Promise<Ari>;
};

/** What music on hold sounds like here. */
export const musicHertz = 300;

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A real Asterisk with phones 101 to 103, sounds "tone-HERTZ" of 1.5 s, and our port to it. */
export const withLine = (work: (line: Line) => Promise<void>): Promise<void> =>
  withFolder(async (folder) => {
    await mkdir(join(folder, 'music'));
    await writeWav(join(folder, 'music', 'music.wav'), tone(musicHertz, 30));
    const root = await provideAsterisk({ report: () => undefined });
    const musicFolder = join(root.kind === 'folder' ? instanceFolderInside : folder, 'music');
    const asterisk = await startIn(folder, { musicFolder, phones: phonesOf('101', '102', '103') });
    try {
      await onAsterisk(asterisk, work);
    } finally {
      await asterisk.close();
    }
  });

async function onAsterisk(asterisk: AsteriskInstance, work: (line: Line) => Promise<void>): Promise<void> {
  const heard = new Heard();
  const latencies: Line['latencies'] = new Map();
  const known = new Set<LegId>();
  const open: Ari[] = [];
  const connect = async (listener: Heard): Promise<Ari> => {
    const ari = await connectAri({
      ...asterisk.ari,
      application: 'uenarocanje',
      mediaOf: ({ values }: Utterance) => [`${asterisk.soundUriPrefix}tone-${values.hertz}`],
      knowsLeg: (legId) => known.has(legId),
      onEvent: (event) => {
        if (event.type === 'CallArrived' || event.type === 'FeatureCodeDialled') known.add(event.legId);
        listener.hear(event);
      },
      onPerformed: (type, milliseconds) => {
        const list = latencies.get(type);
        if (list === undefined) latencies.set(type, [milliseconds]);
        else list.push(milliseconds);
      },
      log: quiet,
      now: () => instant(Date.now()),
    });
    open.push(ari);
    return ari;
  };
  try {
    for (const hertz of [500, 700]) await writeWav(join(asterisk.soundsFolder, `tone-${hertz}.wav`), tone(hertz, 1.5));
    const ari = await connect(heard);
    await heard.next('AsteriskConnected');
    await work({ asterisk, ari, heard, latencies, known, connect });
  } finally {
    for (const ari of open) await ari.close();
  }
}

export function utterance(hertz: number): Utterance {
  return { prompt: 'connecting', versionId: `tone-${hertz}` as PromptVersionId, language: 'sl', values: { hertz } };
}

/** Names for one call's things. */
export function namesOf(callId: CallId) {
  return {
    agentLeg: `${callId}-agent` as LegId,
    offer: `${callId}-offer` as OfferId,
    waiting: `${callId}-waiting` as BridgeId,
    talk: `${callId}-talk` as BridgeId,
    recording: `${callId}-r1` as RecordingId,
    playback: (n: number) => `${callId}-p${n}` as PlaybackId,
  };
}

export const phoneUser = (user: string): PhoneUser => user as PhoneUser;
