import { colours } from '../charts/theme.ts';
import type { Frame } from './frame.ts';
import type { StructureNode } from './structure.ts';
import { contentWidth, page, styles, type TextStyle } from './type.ts';

export type Column = { readonly head: string; readonly width: number; readonly align: 'left' | 'right' };

export type TableRow = {
  readonly cells: readonly string[];
  /** A sum: bold, under a rule. */
  readonly total?: boolean;
  /** A part of the row above it. */
  readonly part?: boolean;
  readonly emphasised?: boolean;
};

export type Table = {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** Lower rows, for a long table that should stay on one page. */
  readonly compact?: boolean;
};

type Layout = {
  readonly columns: readonly Column[];
  /** Points. */
  readonly widths: readonly number[];
  readonly rowGap: number;
  readonly headHeight: number;
};

const padding = 4;
const indent = 11;

/** A table with its title, on one page if it fits on one. Column widths are relative; a row's first cell is its head. */
export function drawTable(frame: Frame, { title, columns, rows, compact = false }: Table): void {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (width / all) * contentWidth);
  const rowGap = compact ? 1.55 : 3.4;
  const headHeight = heightOfRow(frame, { cells: columns.map(({ head }) => head) }, widths, styles.tableHead, 3.4);
  const layout: Layout = { columns, widths, rowGap, headHeight };
  const heights = rows.map((row) => heightOfRow(frame, row, widths, styleOf(row), rowGap));
  const whole = heights.reduce((sum, height) => sum + height, 20 + headHeight);
  const fits = whole <= page.bottom - page.top;
  frame.ensure(fits ? whole : 20 + headHeight + 60);

  const table = frame.parent.add('Table', { title });
  frame.text('Caption', title, styles.caption, table);
  frame.y += 5;
  const head = table.add('THead');
  drawHead(frame, head, layout);
  head.close();
  const body = table.add('TBody');
  for (const [place, row] of rows.entries()) {
    const height = heights[place] ?? 0;
    if (frame.y + height > page.bottom) {
      frame.addPage();
      frame.structure.artifact('Pagination', () => drawHead(frame, null, layout));
    }
    drawRow(frame, body, row, layout, height);
  }
  body.close();
  table.close();
  frame.y += 14;
}

/** With its cells in the structure, or without when it only repeats what was there. */
function drawHead(frame: Frame, parent: StructureNode | null, { columns, widths, headHeight }: Layout): void {
  const row = parent?.add('TR');
  let x: number = page.left;
  for (const [index, column] of columns.entries()) {
    const [left, width] = [x + padding, (widths[index] ?? 0) - 2 * padding];
    const y = frame.y + headHeight - 3.4 - frame.heightOf(column.head, styles.tableHead, width);
    const draw = () => frame.write(column.head, left, y, width, styles.tableHead, column.align);
    if (row) {
      const cell = row.add('TH', { scope: 'Column' });
      cell.content(draw);
      cell.close();
    } else {
      draw();
    }
    x += widths[index] ?? 0;
  }
  row?.close();
  const bottom = frame.y + headHeight;
  const rule = () =>
    frame.document.moveTo(page.left, bottom).lineTo(page.right, bottom).lineWidth(0.9).stroke(colours.brand);
  if (parent) frame.structure.artifact('Layout', rule);
  else rule();
  frame.y = bottom;
}

function drawRow(frame: Frame, body: StructureNode, row: TableRow, layout: Layout, height: number): void {
  const { document, structure } = frame;
  const { columns, widths, rowGap } = layout;
  structure.artifact('Layout', () => {
    if (row.emphasised) document.rect(page.left, frame.y, contentWidth, height).fill(colours.tint);
    const y = frame.y + (row.total ? 0 : height);
    document
      .moveTo(page.left, y)
      .lineTo(page.right, y)
      .lineWidth(row.total ? 0.7 : 0.35)
      .stroke(row.total ? colours.ink : colours.rule);
  });
  const line = body.add('TR');
  let x: number = page.left;
  for (const [index, column] of columns.entries()) {
    const inset = index === 0 && row.part ? indent : 0;
    const [left, width] = [x + padding + inset, (widths[index] ?? 0) - 2 * padding - inset];
    const cell = index === 0 ? line.add('TH', { scope: 'Row' }) : line.add('TD');
    const text = row.cells[index] ?? '';
    if (text !== '') {
      cell.content(() => frame.write(text, left, frame.y + rowGap, width, styleOf(row), column.align));
    }
    cell.close();
    x += widths[index] ?? 0;
  }
  line.close();
  frame.y += height;
}

function styleOf(row: TableRow): TextStyle {
  return row.total || row.emphasised ? styles.tableTotal : styles.table;
}

function heightOfRow(
  frame: Frame,
  { cells, part = false }: TableRow,
  widths: readonly number[],
  style: TextStyle,
  rowGap: number,
): number {
  const heights = cells.map((text, index) => {
    const width = (widths[index] ?? 0) - 2 * padding - (index === 0 && part ? indent : 0);
    return text === '' ? 0 : frame.heightOf(text, style, width);
  });
  return Math.max(...heights) + 2 * rowGap;
}
