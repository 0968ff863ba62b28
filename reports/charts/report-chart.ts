import type { ChartConfiguration } from 'chart.js';

/** One chart with its words: the page and the PDF print the title, and give the description to those who do not see it. */
export type ReportChart = {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** Wanted height at a width of 482, in points or CSS pixels. */
  readonly height: number;
  readonly configuration: ChartConfiguration;
};
