import { createRequire } from 'node:module';
import { colours } from '../charts/theme.ts';

const require = createRequire(import.meta.url);
const file = (name: string): string => require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/** DejaVu, embedded in part: free, and whole in Slovene. Names as pdfkit registers them. */
export const fonts = {
  regular: file('DejaVuSansCondensed'),
  bold: file('DejaVuSansCondensed-Bold'),
  oblique: file('DejaVuSansCondensed-Oblique'),
  display: file('DejaVuSerifCondensed'),
  figures: file('DejaVuSans-ExtraLight'),
} as const;

export type FontName = keyof typeof fonts;

export type TextStyle = {
  readonly font: FontName;
  readonly size: number;
  readonly colour: string;
  readonly lineGap?: number;
};

export const styles = {
  organisation: { font: 'bold', size: 9.5, colour: colours.brand },
  title: { font: 'display', size: 27, colour: colours.brand, lineGap: 2 },
  subtitle: { font: 'display', size: 16, colour: colours.ink },
  section: { font: 'display', size: 16, colour: colours.brand },
  heading: { font: 'bold', size: 10, colour: colours.ink },
  body: { font: 'regular', size: 9, colour: colours.ink, lineGap: 2.2 },
  term: { font: 'bold', size: 9, colour: colours.ink, lineGap: 2.2 },
  note: { font: 'regular', size: 7.5, colour: colours.muted, lineGap: 1.4 },
  caption: { font: 'bold', size: 8.5, colour: colours.ink },
  tableHead: { font: 'bold', size: 7.5, colour: colours.ink },
  table: { font: 'regular', size: 8.5, colour: colours.ink },
  tableTotal: { font: 'bold', size: 8.5, colour: colours.ink },
  running: { font: 'regular', size: 7.5, colour: colours.muted },
  keyLabel: { font: 'bold', size: 8, colour: colours.muted },
  keyValue: { font: 'figures', size: 25, colour: colours.brand },
  keyNote: { font: 'regular', size: 7.5, colour: colours.muted, lineGap: 1 },
} as const satisfies Record<string, TextStyle>;

/** A4 in points: 20 mm at the sides. */
export const page = { width: 595.28, height: 841.89, left: 56.7, right: 538.58, top: 84, bottom: 782 } as const;
export const contentWidth = page.right - page.left;
