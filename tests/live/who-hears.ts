import { loudness, type Sound, samplesPerSecond, tone, toneShare } from '../../main/demonstration/sound.ts';

/** One party of a talk, who says one tone all the time. */
export type Party = {
  readonly name: string;
  readonly hertz: number;
  readonly media: { heard(): Sound; play(sound: Sound): Promise<void> };
};

/** What a party hears: the names of the others in the order of the list, or what there is instead. */
export type Hearing = string;

const windowSeconds = 1.2;
/** The first part of a window still has what was on its way. */
const skippedSamples = 0.2 * samplesPerSecond;
const attempts = 12;

/** Listens to what each party hears until it is as expected, and answers what it was in the last window. */
export async function whoHears(
  parties: readonly Party[],
  expected: Readonly<Record<string, Hearing>>,
): Promise<Record<string, Hearing>> {
  let found: Record<string, Hearing> = {};
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    found = await listen(parties);
    if (parties.every(({ name }) => found[name] === expected[name])) break;
  }
  return found;
}

/** One window of sound, by tones: "agent + colleague", "music", "ringing" or "silence". */
async function listen(parties: readonly Party[]): Promise<Record<string, Hearing>> {
  const before = parties.map(({ media }) => media.heard().length);
  await Promise.all(parties.map(({ media, hertz }) => media.play(tone(hertz, windowSeconds))));
  // They go on saying it until the next window begins.
  for (const { media, hertz } of parties) void media.play(tone(hertz, 120));
  return Object.fromEntries(
    parties.map(({ name, media }, index) => {
      const part = media.heard().subarray((before[index] ?? 0) + skippedSamples);
      return [name, describe(part, parties)];
    }),
  );
}

function describe(part: Sound, parties: readonly Party[]): Hearing {
  const heard = parties.filter(({ hertz }) => toneShare(part, hertz) > 0.15).map(({ name }) => name);
  if (heard.length > 0) return heard.join(' + ');
  if (toneShare(part, 425) > 0.3) return 'ringing';
  return loudness(part) > 0.001 ? 'music' : 'silence';
}
