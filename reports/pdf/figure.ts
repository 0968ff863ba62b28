import type { ReportChart } from '../charts/report-chart.ts';
import { chartImage } from './chart-image.ts';
import type { Frame } from './frame.ts';
import { contentWidth, page, styles } from './type.ts';

/** A chart with its title above it and its description for those who do not see it. */
export function drawChart(frame: Frame, chart: ReportChart): void {
  const width = Math.floor(contentWidth);
  const titleHeight = frame.heightOf(chart.title, styles.caption);
  frame.ensure(titleHeight + 6 + chart.height);
  const top = frame.y + titleHeight + 4;
  // A caption is a sibling inside the group, so that the figure's description does not swallow it.
  frame.text('P', chart.title, styles.caption);
  const figure = frame.parent.add('Figure', {
    alt: `${chart.title}. ${chart.description}`,
    box: [page.left, top, page.left + width, top + chart.height],
  });
  figure.content(() => {
    frame.document.image(chartImage(chart.configuration, width, chart.height), page.left, top, {
      width,
      height: chart.height,
    });
  });
  figure.close();
  frame.y = top + chart.height + 14;
}
