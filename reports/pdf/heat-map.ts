import { colours } from '../charts/theme.ts';
import type { CallFigures } from '../figures.ts';
import { count } from '../words/format.ts';
import { weekdays } from '../words/months.ts';
import type { Frame } from './frame.ts';
import { contentWidth, page, styles, type TextStyle } from './type.ts';

const labelWidth = 58;
const sumWidth = 40;
const rowHeight = 18;
const headHeight = 16;
const number: TextStyle = { font: 'regular', size: 7, colour: colours.ink };
const small: TextStyle = { font: 'bold', size: 7, colour: colours.ink };

/** Hours that are always shown: the line's own and one on each side. */
const usualHours = { first: 7, last: 19 };

/** Weekdays by hours as a table whose cells are the darker the more calls they had; every value is printed. */
export function drawHeatMap(frame: Frame, title: string, hours: CallFigures['hours']): void {
  const first = Math.min(usualHours.first, ...hours.map(({ hour }) => hour));
  const last = Math.max(usualHours.last, ...hours.map(({ hour }) => hour));
  const shown = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const cellWidth = (contentWidth - labelWidth - sumWidth) / shown.length;
  const callsAt = (weekday: number | null, hour: number | null) =>
    hours
      .filter((each) => (weekday === null || each.weekday === weekday) && (hour === null || each.hour === hour))
      .reduce((sum, { calls }) => sum + calls, 0);
  const most = Math.max(1, ...hours.map(({ calls }) => calls));
  frame.ensure(20 + headHeight + rowHeight * 8);

  const table = frame.parent.add('Table', { title });
  frame.text('Caption', title, styles.caption, table);
  frame.y += 5;

  const cell = (
    row: ReturnType<typeof table.add>,
    type: 'TH' | 'TD',
    text: string,
    x: number,
    width: number,
    height: number,
    style: TextStyle,
    align: 'left' | 'center' | 'right',
    scope?: 'Row' | 'Column',
  ) => {
    const node = row.add(type, scope === undefined ? {} : { scope });
    const y = frame.y + (height - frame.heightOf(text || '0', style)) / 2;
    if (text !== '') node.content(() => frame.write(text, x, y, width, style, align));
    node.close();
  };

  const head = table.add('THead');
  const headRow = head.add('TR');
  cell(headRow, 'TH', 'dan / ura', page.left, labelWidth, headHeight, small, 'left', 'Column');
  for (const [index, hour] of shown.entries()) {
    const x = page.left + labelWidth + index * cellWidth;
    cell(headRow, 'TH', String(hour), x, cellWidth, headHeight, small, 'center', 'Column');
  }
  cell(headRow, 'TH', 'skupaj', page.right - sumWidth, sumWidth - 2, headHeight, small, 'right', 'Column');
  headRow.close();
  head.close();
  frame.y += headHeight;

  const body = table.add('TBody');
  for (const [place, name] of [...weekdays, 'skupaj'].entries()) {
    const weekday = place < 7 ? place + 1 : null;
    const row = body.add('TR');
    frame.structure.artifact('Layout', () => {
      for (const [index, hour] of shown.entries()) {
        const calls = callsAt(weekday, hour);
        if (weekday === null || calls === 0) continue;
        frame.document
          .rect(page.left + labelWidth + index * cellWidth + 0.5, frame.y + 0.5, cellWidth - 1, rowHeight - 1)
          .fill(shade(calls / most));
      }
      frame.document
        .moveTo(page.left, frame.y + (weekday === null ? 0 : rowHeight))
        .lineTo(page.right, frame.y + (weekday === null ? 0 : rowHeight))
        .lineWidth(weekday === null ? 0.7 : 0.25)
        .stroke(weekday === null ? colours.ink : colours.rule);
    });
    const rowStyle = weekday === null ? small : number;
    cell(
      row,
      'TH',
      name,
      page.left,
      labelWidth,
      rowHeight,
      weekday === null ? small : { ...number, size: 8 },
      'left',
      'Row',
    );
    for (const [index, hour] of shown.entries()) {
      const calls = callsAt(weekday, hour);
      const light = weekday !== null && calls / most > 0.45;
      const x = page.left + labelWidth + index * cellWidth;
      const style = light ? { ...rowStyle, colour: '#ffffff' } : rowStyle;
      cell(
        row,
        'TD',
        calls === 0 ? '0' : plainCount(calls),
        x,
        cellWidth,
        rowHeight,
        calls === 0 ? { ...rowStyle, colour: colours.quiet } : style,
        'center',
      );
    }
    cell(row, 'TD', count(callsAt(weekday, null)), page.right - sumWidth, sumWidth - 2, rowHeight, small, 'right');
    row.close();
    frame.y += rowHeight;
  }
  body.close();
  table.close();
  frame.y += 14;
}

/** Cells are too narrow for a point in the thousands. */
function plainCount(calls: number): string {
  return String(calls);
}

/** White to the brand's blue. */
function shade(part: number): string {
  const from = [0xee, 0xf3, 0xf8];
  const to = [0x12, 0x40, 0x6b];
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
