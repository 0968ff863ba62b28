import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import { useEffect, useRef } from 'preact/hooks';
import { sl } from '../messages/sl.ts';
import type { Quarter } from '../wallboard/day-figures.ts';
import type { ChartLook } from '../wallboard/quarters-chart.ts';
import { quartersChart } from '../wallboard/quarters-chart.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

/** Draws today's quarters of an hour; their table stands beside it for those who do not see a picture. */
export function QuartersCanvas({ quarters }: { readonly quarters: readonly Quarter[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<'bar'> | null>(null);
  const drawn = JSON.stringify(quarters);
  useEffect(() => {
    if (canvas.current === null) return;
    const configuration = quartersChart(sl, JSON.parse(drawn) as Quarter[], lookOf(canvas.current));
    if (chart.current === null) {
      chart.current = new Chart(canvas.current, configuration);
      return;
    }
    chart.current.data = configuration.data;
    chart.current.options = configuration.options ?? {};
    chart.current.update();
  }, [drawn]);
  useEffect(() => () => chart.current?.destroy(), []);
  return (
    <div class="chart">
      <canvas ref={canvas} role="img" aria-label={sl.wallboard.chartDescription} />
    </div>
  );
}

/** The page's own colours and type, as the stylesheet has them. */
function lookOf(canvas: HTMLCanvasElement): ChartLook {
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const abandoned = colour('--abandoned');
  return {
    text: style.color,
    grid: colour('--grid'),
    answered: colour('--answered'),
    abandoned: stripes(abandoned) ?? abandoned,
    abandonedEdge: abandoned,
    font: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
  };
}

function stripes(colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = 8;
  tile.height = 8;
  const pen = tile.getContext('2d');
  if (pen === null) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (const offset of [-8, 0, 8]) {
    pen.moveTo(offset, 8);
    pen.lineTo(offset + 8, 0);
  }
  pen.stroke();
  return pen.createPattern(tile, 'repeat');
}
