import type { Chart, Plugin } from 'chart.js';
import { chartFont, colours } from './theme.ts';

/** An empty chart says that it is empty and not broken. */
export function noCallsNote(calls: number): Plugin[] {
  if (calls > 0) return [];
  return [
    {
      id: 'noCalls',
      afterDraw({ ctx, chartArea }: Chart) {
        ctx.save();
        ctx.font = `10px ${chartFont}`;
        ctx.fillStyle = colours.muted;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'middle';
        const [x, y] = [(chartArea.left + chartArea.right) / 2, (chartArea.top + chartArea.bottom) / 2];
        ctx.lineWidth = 6;
        ctx.lineJoin = 'round';
        ctx.strokeStyle = '#ffffff';
        ctx.strokeText('Ni klicev', x, y);
        ctx.fillText('Ni klicev', x, y);
        ctx.restore();
      },
    },
  ];
}
