import type { ListedCall } from '../../sql/reports/list-calls.ts';
import { colours } from '../charts/theme.ts';
import { clock, none } from '../words/format.ts';
import { shownCaller } from '../words/masked-number.ts';
import { outcomeName } from '../words/outcomes.ts';
import type { CompactDocument, PdfReference } from './compact-document.ts';
import type { Frame } from './frame.ts';
import type { StructureNode } from './structure.ts';
import { page } from './type.ts';

type ListColumn = {
  readonly head: string;
  /** Points; the widths add up to the width of the page. */
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly indent?: number;
  readonly text: (call: ListedCall, index: number) => string;
};

const columns: readonly ListColumn[] = [
  { head: 'Št.', width: 34, align: 'right', text: (_, index) => String(index + 1) },
  { head: 'Datum', width: 56, align: 'right', text: ({ date }) => dayOf(date) },
  { head: 'Začetek', width: 44, align: 'right', text: ({ time }) => time.replaceAll(':', '.') },
  { head: 'Klicatelj', width: 80, align: 'left', indent: 12, text: shownCaller },
  { head: 'Izid', width: 88, align: 'left', text: ({ outcome }) => outcomeName(outcome) },
  { head: 'Kategorija', width: 80, align: 'left', text: (call) => call.category ?? call.disposition ?? '' },
  {
    head: 'Odzivni čas',
    width: 34,
    align: 'right',
    text: (call) => (call.outcome === 'answered' ? clock(call.waitMs) : none),
  },
  { head: 'Pogovor', width: 33, align: 'right', text: ({ talkMs }) => clock(talkMs) },
  { head: 'Klic', width: 32.88, align: 'right', text: ({ callMs }) => clock(callMs) },
];

const size = 7;
const rowHeight = 11.2;
const headHeight = 25;
const baseline = 8;
const rowsOnPage = Math.floor((page.bottom - page.top - headHeight) / rowHeight);

/** What pdfkit 0.20 has for fonts and its types do not tell. */
type FontInternals = {
  readonly id: string;
  ref(): PdfReference;
  encode(text: string): [codes: string[], positions: { xAdvance: number }[]];
};

type EncodedText = { readonly hex: string; readonly width: number };

/**
 * The list of all calls: a tagged table over hundreds of pages. Its cells are written to the page directly, since the
 * general text functions of pdfkit measure and break lines, which takes ten times as long.
 */
export class CallList {
  readonly #frame: Frame;
  readonly #table: StructureNode;
  readonly #letters = new Map<string, EncodedText>();
  #font: FontInternals;
  #body: StructureNode;
  #lines: string[] = [];
  #room: number;
  #written = 0;

  /** Pages that so many calls will take after a page that has room from `y` on. */
  static pagesFor(calls: number, y: number): number {
    const first = CallList.#roomFrom(y);
    return calls <= first ? 0 : Math.ceil((calls - first) / rowsOnPage);
  }

  constructor(frame: Frame, title: string) {
    this.#frame = frame;
    this.#font = fontOf(frame.document);
    this.#table = frame.parent.add('Table', { title });
    this.#room = CallList.#roomFrom(frame.y);
    const head = this.#table.add('THead');
    this.#drawHead(head);
    head.close();
    this.#body = this.#table.add('TBody');
  }

  add(calls: readonly ListedCall[]): void {
    for (const call of calls) {
      if (this.#room === 0) this.#turnPage();
      this.#row(call);
      this.#room -= 1;
      this.#written += 1;
    }
  }

  close(): void {
    this.#endPage();
    this.#table.close();
  }

  static #roomFrom(y: number): number {
    return Math.max(0, Math.floor((page.bottom - y - headHeight) / rowHeight));
  }

  #turnPage(): void {
    this.#endPage();
    this.#frame.addPage();
    this.#font = fontOf(this.#frame.document);
    this.#frame.structure.artifact('Pagination', () => this.#drawHead(null));
    this.#body = this.#table.add('TBody');
    this.#room = rowsOnPage;
  }

  /** Writes the page's rows in one piece. */
  #endPage(): void {
    const { document, structure } = this.#frame;
    if (this.#lines.length > 0) {
      const top = this.#frame.y - this.#lines.length * rowHeight;
      structure.artifact('Layout', () => {
        for (let line = 1; line <= this.#lines.length; line += 1) {
          document.moveTo(page.left, top + line * rowHeight).lineTo(page.right, top + line * rowHeight);
        }
        document.lineWidth(0.25).stroke(colours.rule);
      });
      const { fonts } = document.page as unknown as { fonts: Record<string, PdfReference> };
      fonts[this.#font.id] ??= this.#font.ref();
      // pdfkit turns the page upside down; text is written the right way up, in the ink's colour.
      document.addContent(`q 1 0 0 -1 0 ${page.height} cm ${rgb(colours.ink)} rg`);
      document.addContent(this.#lines.join('\n'));
      document.addContent('Q');
    }
    this.#lines = [];
    this.#body.close();
  }

  #row(call: ListedCall): void {
    const row = this.#body.add('TR');
    const y = (page.height - this.#frame.y - baseline).toFixed(2);
    const pieces: string[] = [];
    let x: number = page.left;
    for (const [index, column] of columns.entries()) {
      const cell = row.add(index === 0 ? 'TH' : 'TD', index === 0 ? { scope: 'Row' } : {});
      const indent = column.indent ?? 4;
      const { hex, width } = this.#encode(column.text(call, this.#written), column.width - 2 - indent);
      if (hex !== '') {
        const left = column.align === 'left' ? x + indent : x + column.width - 2 - width;
        pieces.push(
          `/${index === 0 ? 'TH' : 'TD'} <</MCID ${cell.contentId()}>> BDC BT /${this.#font.id} ${size} Tf ` +
            `1 0 0 1 ${left.toFixed(2)} ${y} Tm <${hex}> Tj ET EMC`,
        );
      }
      cell.close();
      x += column.width;
    }
    row.close();
    this.#lines.push(pieces.join('\n'));
    this.#frame.y += rowHeight;
  }

  /** Glyph codes and width in points of a text, cut with "…" where it is wider than its column. */
  #encode(text: string, room: number): EncodedText {
    let shown = text;
    let encoded = this.#glyphs(shown);
    while (encoded.width > room && shown.length > 1) {
      shown = `${shown.replace(/…$/, '').slice(0, -1)}…`;
      encoded = this.#glyphs(shown);
    }
    return encoded;
  }

  /** Letter by letter: kerning would not be seen at this size, and laying out each text is what takes long. */
  #glyphs(text: string): EncodedText {
    let hex = '';
    let width = 0;
    for (const letter of text) {
      let glyph = this.#letters.get(letter);
      if (!glyph) {
        const [codes, positions] = this.#font.encode(letter);
        const units = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
        glyph = { hex: codes.join(''), width: (units * size) / 1000 };
        this.#letters.set(letter, glyph);
      }
      hex += glyph.hex;
      width += glyph.width;
    }
    return { hex, width };
  }

  #drawHead(parent: StructureNode | null): void {
    const frame = this.#frame;
    const style = { font: 'bold', size: 7, colour: colours.ink } as const;
    const row = parent?.add('TR');
    let x: number = page.left;
    for (const column of columns) {
      const [left, width] =
        column.align === 'left' ? [x + (column.indent ?? 4), column.width - 4] : [x, column.width - 2];
      const y = frame.y + headHeight - 5 - frame.heightOf(column.head, style, width);
      const draw = () => frame.write(column.head, left, y, width, style, column.align);
      const cell = row?.add('TH', { scope: 'Column' });
      if (cell) {
        cell.content(draw);
        cell.close();
      } else {
        draw();
      }
      x += column.width;
    }
    row?.close();
    const bottom = frame.y + headHeight;
    const rule = () =>
      frame.document.moveTo(page.left, bottom).lineTo(page.right, bottom).lineWidth(0.9).stroke(colours.brand);
    if (parent) frame.structure.artifact('Layout', rule);
    else rule();
    frame.y = bottom;
  }
}

function fontOf(document: CompactDocument): FontInternals {
  document.font('regular');
  return (document as unknown as { _font: FontInternals })._font;
}

/** "2026-11-03" → "3. 11. 2026" */
function dayOf(date: string): string {
  return `${Number(date.slice(8, 10))}. ${Number(date.slice(5, 7))}. ${date.slice(0, 4)}`;
}

function rgb(hex: string): string {
  return [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ');
}
