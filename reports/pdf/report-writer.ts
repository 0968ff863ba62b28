import type { ListedCall } from '../../sql/reports/list-calls.ts';
import type { CallFigures } from '../figures.ts';
import type { ReportHeading } from '../heading.ts';
import { periodTitle } from '../period.ts';
import { count } from '../words/format.ts';
import { CallList } from './call-list.ts';
import { drawCover, reportTitle } from './cover.ts';
import { Frame } from './frame.ts';
import { sections } from './sections.ts';
import type { StructureNode } from './structure.ts';
import { styles } from './type.ts';

/** A longer list is not printed: nobody reads it, and the CSV file has it. A year's calls stand in its months' reports. */
export const callsListed = 50_000;

export type ReportInput = { readonly figures: CallFigures; readonly heading: ReportHeading };

/**
 * Writes one report: all sections at once, then the list of calls as it comes, then the end. `onBytes` gets the file
 * piece by piece, in order.
 */
export class ReportWriter {
  readonly #frame: Frame;
  readonly #list: CallList | null;
  readonly #figures: CallFigures;
  #listed = 0;

  constructor({ figures, heading }: ReportInput, onBytes: (bytes: Uint8Array) => void) {
    this.#figures = figures;
    const title = `${reportTitle(figures)}: ${periodTitle(figures.period)}`;
    const frame = new Frame({
      title: `${heading.centre} – ${title}`,
      headLeft: `${heading.centre} · ${reportTitle(figures)}`,
      headRight: periodTitle(figures.period),
      footLeft: heading.client,
      madeAt: new Date(figures.asOf),
    });
    this.#frame = frame;
    frame.document.on('data', onBytes);
    frame.addPage();
    const cover: StructureNode = frame.structure.root.add('Sect', { title: 'Naslovnica' });
    frame.addPage();
    for (const [index, draw] of sections.entries()) draw(frame, figures, index + 1);
    this.#openList(sections.length + 1);
    const { y } = frame;
    const listPages = this.hasList ? CallList.pagesFor(figures.outcomes.all, y) : 0;
    drawCover(frame, cover, figures, heading);
    cover.close();
    frame.fixPageCount(frame.pageNumber + listPages);
    frame.y = y;
    this.#list = this.hasList ? new CallList(frame, 'Seznam klicev') : null;
  }

  /** Whether calls are to be given at all. */
  get hasList(): boolean {
    const { period, outcomes } = this.#figures;
    return period.kind !== 'year' && outcomes.all > 0 && outcomes.all <= callsListed;
  }

  /** Calls in the order of the list; together they are as many as the figures say. */
  addCalls(calls: readonly ListedCall[]): void {
    this.#listed += calls.length;
    this.#list?.add(calls);
  }

  /** Ends the file. Throws when the list was not whole. */
  finish(): void {
    if (this.#list && this.#listed !== this.#figures.outcomes.all) {
      throw new Error(`The list has ${this.#listed} calls, the figures ${this.#figures.outcomes.all}.`);
    }
    this.#list?.close();
    this.#frame.finish();
  }

  #openList(number: number): void {
    const frame = this.#frame;
    const { period, outcomes } = this.#figures;
    frame.openSection(`${number} Seznam klicev`, this.hasList ? 300 : 80);
    const text = this.hasList
      ? `Vsi klici obdobja (${count(outcomes.all)}) po času začetka. Odzivni čas, trajanje pogovora in trajanje klica so v minutah in sekundah (min:s).`
      : outcomes.all === 0
        ? 'Ni klicev.'
        : period.kind === 'year'
          ? 'Seznami klicev so v mesečnih poročilih in v datoteki CSV za isto obdobje.'
          : `V obdobju je več kot ${count(callsListed)} klicev; seznam je v datoteki CSV za isto obdobje.`;
    frame.text('P', text, styles.body);
    frame.y += 6;
  }
}
