import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { colours } from '../charts/theme.ts';
import { Frame } from '../pdf/frame.ts';
import { drawTable, type TableRow } from '../pdf/table.ts';
import { page, styles, type TextStyle } from '../pdf/type.ts';
import { localDateAt } from '../period.ts';
import { dayMonthYear } from '../words/format.ts';
import { type CounterDay, figuresOf, type Schedule } from './schedule.ts';
import {
  blockText,
  closedText,
  dayHeading,
  figuresText,
  nothingText,
  periodHeading,
  referenceOf,
  stateNames,
  timeOf,
  timesOf,
  titleOf,
} from './words.ts';

/**
 * A schedule as a tagged PDF in the style of the ministry's report (R3.7, R5.5): a heading for each day and a table
 * for each counter, so that a page can be laid on the counter it belongs to. The file comes piece by piece.
 */
export function writeSchedule(schedule: Schedule): Readable {
  const { place, madeAt } = schedule;
  const title = `${titleOf(schedule)}: ${periodHeading(schedule)}`;
  const frame = new Frame({
    title: `${place.name} – ${title}`,
    headLeft: `${place.name} · ${titleOf(schedule)}`,
    headRight: periodHeading(schedule),
    footLeft: `Stanje ${moment(madeAt)}`,
    madeAt: new Date(madeAt),
  });
  // A document that nobody reads is not drawn to its end; who closes the connection ends it.
  const document = frame.document as unknown as Readable;
  draw(frame, schedule).catch((error: unknown) =>
    document.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return document;
}

async function draw(frame: Frame, schedule: Schedule): Promise<void> {
  frame.addPage();
  drawHead(frame, schedule);
  for (const day of schedule.days) {
    const ofDay = schedule.counterDays.filter((each) => each.day === day);
    // A week's Sunday says nothing that a reader would miss.
    const quiet = ofDay.every(({ blocks, closedBecause }) => blocks.length === 0 && closedBecause === null);
    if (quiet && schedule.view === 'week') continue;
    frame.openSection(dayHeading(day), 130);
    if (ofDay.length === 0) frame.text('P', 'Za ta izbor ni okenca.', styles.body);
    for (const counterDay of ofDay) {
      // Others' requests are answered between two tables.
      await nextTurn();
      drawCounterDay(frame, schedule, counterDay);
    }
  }
  frame.finish();
}

function drawHead(frame: Frame, schedule: Schedule): void {
  const { place, serviceName, counters, names } = schedule;
  const { document, structure } = frame;
  structure.artifact('Layout', () => {
    document.rect(0, 0, page.width, 9).fill(colours.brand);
  });
  frame.y = 44;
  const line = (type: 'P' | 'H1', text: string, style: TextStyle, gap: number) => {
    frame.text(type, text, style);
    frame.y += gap;
  };
  line('P', place.name, styles.organisation, place.address === '' ? 14 : 1);
  if (place.address !== '') line('P', place.address, styles.running, 14);
  line('H1', titleOf(schedule), { ...styles.title, size: 22 }, 3);
  line('P', periodHeading(schedule), styles.subtitle, 6);
  const chosen = [
    ...(counters.length === 1 ? [`Okence: ${named(counters[0]?.name ?? '', counters[0]?.floorNote ?? '')}.`] : []),
    ...(serviceName === null ? [] : [`Storitev: ${serviceName}.`]),
    names ? 'Seznam vsebuje osebne podatke; po uporabi ga uničite.' : 'Seznam je brez osebnih podatkov.',
  ];
  line('P', chosen.join(' '), styles.body, 4);
}

function drawCounterDay(frame: Frame, { names, madeAt, serviceName }: Schedule, counterDay: CounterDay): void {
  const { counter, blocks, closedBecause } = counterDay;
  const name = named(counter.name, counter.floorNote);
  if (blocks.length === 0) {
    frame.ensure(40);
    frame.text('H3', name, styles.caption);
    frame.y += 3;
    frame.text('P', closedBecause === null ? nothingText : closedText(closedBecause), styles.body);
    frame.y += 12;
    return;
  }
  const note = closedBecause === null ? '' : ` ${closedText(closedBecause)}`;
  drawTable(frame, {
    title: `${name}: ${figuresText(figuresOf(counterDay, madeAt))}.${note}`,
    columns: [
      { head: 'Ura', width: 64, align: 'left' },
      { head: 'Storitev', width: names ? 168 : 240, align: 'left' },
      ...(names ? [{ head: 'Ime in priimek', width: 130, align: 'left' } as const] : []),
      { head: 'Sklic', width: 74, align: 'left' },
      { head: 'Stanje', width: 84, align: 'left' },
    ],
    rows: blocks.map((block): TableRow => {
      const visit = block.kind === 'visit' ? block.visit : null;
      return {
        cells: [
          timesOf(block),
          blockText(block, madeAt),
          ...(names ? [visit?.name ?? ''] : []),
          visit === null ? '' : referenceOf(visit),
          visit === null ? '' : stateNames[visit.state],
        ],
        emphasised: visit !== null && serviceName !== null && visit.chosen,
      };
    }),
  });
}

const named = (name: string, floorNote: string): string => (floorNote === '' ? name : `${name}, ${floorNote}`);
const moment = (at: number): string => `${dayMonthYear(localDateAt(at))} ob ${timeOf(at)}`;
