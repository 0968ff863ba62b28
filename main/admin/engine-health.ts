import { runsShortOfLegs } from '../../engine/core/leg-limit.ts';
import type { JournalView, WallboardView } from '../../engine/core/views.ts';
import type { PartName } from '../../web/running/serves-all-the-same.ts';

/** What is not as it should be, and where. */
export type Finding = { readonly part: PartName; readonly sentence: string };

type Told = Pick<WallboardView, 'configuration' | 'journal' | 'legs'> & {
  readonly line: Pick<WallboardView['line'], 'asteriskConnected' | 'asteriskHangs'>;
};

const journalSentences: Readonly<Record<JournalView['kept'], string>> = {
  inReserve: "the journal's disk is full, records of calls go into its reserve",
  inMemory: "the journal's disk takes nothing, records of calls wait in memory and go to the database; do not stop it",
  nowhere: 'records of calls are being lost: neither the disk nor the database nor memory takes more',
};

/** All that an engine tells of itself and is not well; the worst first. */
export function findingsOfEngine({ line, configuration, journal, legs }: Told): readonly Finding[] {
  const found: Finding[] = [];
  if (!line.asteriskConnected) found.push({ part: 'asterisk', sentence: 'has no connection to Asterisk' });
  if (line.asteriskHangs)
    found.push({ part: 'asterisk', sentence: 'takes no new calls, because a part of Asterisk hangs' });
  if (journal)
    found.push({
      part: 'journal',
      sentence: `serves; ${journalSentences[journal.kept]}: README, "When a disk is full"`,
    });
  if (legs && runsShortOfLegs(legs))
    found.push({
      part: 'audioPorts',
      sentence: `${legs.full ? 'refuses callers' : 'soon refuses callers'}: ${legs.used} of ${legs.limit} legs are used; widen RTP_PORTS`,
    });
  const [wrong] = configuration?.refused?.problems ?? [];
  if (wrong)
    found.push({
      part: 'configuration',
      sentence: `does not use the changed configuration: ${wrong.row}: expected ${wrong.expected}`,
    });
  return found;
}
