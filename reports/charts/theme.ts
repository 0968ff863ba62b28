/**
 * Colours and type of charts and of the printed report. The four series colours differ in lightness as well as in
 * hue, so that they stay apart in grey print and for colour-blind readers; each has at least 3:1 against white
 * (WCAG 1.4.11).
 */
export const colours = {
  ink: '#1d2733',
  muted: '#566270',
  rule: '#c6ced6',
  grid: '#e3e8ed',
  tint: '#eef3f8',
  brand: '#12406b',
  answered: '#1f5f9e',
  missed: '#d2601a',
  closed: '#8a949f',
  other: '#2f7f6d',
  /** Quiet text that still has 4.5:1. */
  quiet: '#66727e',
  highlight: '#12406b',
  earlier: '#8fb0d0',
} as const;

/** DejaVu has every Slovene letter and digits of equal width; pages fall back to the reader's own font. */
export const chartFont = '"DejaVu Sans Condensed", "DejaVu Sans", system-ui, sans-serif';
