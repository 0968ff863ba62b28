import type { Chart, Plugin } from 'chart.js';
import { chartFont, colours } from './theme.ts';

export type ValueLabels = {
  /** The text at the end of a bar or of a stack; null leaves it bare. */
  readonly label: (index: number) => string | null;
  readonly horizontal?: boolean;
  /** Bold at these places. */
  readonly strong?: (index: number) => boolean;
};

/**
 * Prints values at the ends of bars, of the whole stack where bars are stacked; none at all where they would run into
 * each other.
 */
export function valueLabels({ label, horizontal = false, strong = () => false }: ValueLabels): Plugin {
  return {
    id: 'valueLabels',
    afterDatasetsDraw(chart: Chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = colours.ink;
      ctx.textAlign = horizontal ? 'left' : 'center';
      ctx.textBaseline = horizontal ? 'middle' : 'bottom';
      const size = chart.data.labels?.length ?? 0;
      ctx.font = `8px ${chartFont}`;
      const widest = Math.max(
        0,
        ...Array.from({ length: size }, (_, index) => ctx.measureText(label(index) ?? '').width),
      );
      if (!horizontal && widest > chart.chartArea.width / size) {
        ctx.restore();
        return;
      }
      for (let index = 0; index < size; index += 1) {
        const text = label(index);
        const end = endOfStack(chart, index, horizontal);
        if (text === null || end === null) continue;
        ctx.font = `${strong(index) ? 'bold ' : ''}8px ${chartFont}`;
        // A white edge keeps the value readable where a line crosses it.
        ctx.lineWidth = 3;
        ctx.lineJoin = 'round';
        ctx.strokeStyle = '#ffffff';
        const [x, y] = [end.x + (horizontal ? 4 : 0), end.y - (horizontal ? 0 : 3)];
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
      }
      ctx.restore();
    },
  };
}

function endOfStack(chart: Chart, index: number, horizontal: boolean): { x: number; y: number } | null {
  let end: { x: number; y: number } | null = null;
  for (const meta of chart.getSortedVisibleDatasetMetas()) {
    const element = meta.type === 'bar' ? meta.data[index] : undefined;
    if (!element) continue;
    const { x, y } = element.getProps(['x', 'y'], true);
    const reach = { x: Number(x), y: Number(y) };
    if (!end || (horizontal ? reach.x > end.x : reach.y < end.y)) end = reach;
  }
  return end;
}
