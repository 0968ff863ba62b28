import { colours } from '../charts/theme.ts';
import { serviceLevelGoal, serviceLevelShare } from '../definitions.ts';
import type { CallFigures } from '../figures.ts';
import type { ReportHeading } from '../heading.ts';
import { localDateAt, periodTitle, sayTimeAt } from '../period.ts';
import { summary } from '../summary.ts';
import { count, dayMonthYear, duration, hours, ratio, share, tied } from '../words/format.ts';
import type { Frame } from './frame.ts';
import type { StructureNode } from './structure.ts';
import { contentWidth, page, styles, type TextStyle } from './type.ts';

const kinds = {
  month: 'Mesečno poročilo o klicih',
  year: 'Letno poročilo o klicih',
  period: 'Poročilo o klicih',
} as const;

export function reportTitle(figures: CallFigures): string {
  return kinds[figures.period.kind];
}

type KeyFigure = { readonly label: string; readonly value: string; readonly note: string };

/** The six figures that say how the period went. */
export function keyFigures(figures: CallFigures): KeyFigure[] {
  const { serviceCalls, openCalls, outcomes, missed, times } = figures;
  const goal = serviceLevelGoal(figures);
  const shareOfOpen = (calls: number) =>
    openCalls === 0 ? 'v delovnem času ni bilo klicev' : `${share(ratio(calls, openCalls))} klicev v delovnem času`;
  return [
    {
      label: 'Klici na številko centra',
      value: count(serviceCalls),
      note: `v delovnem času ${count(openCalls)}`,
    },
    {
      label: 'Sprejeti klici',
      value: count(outcomes.answered),
      note: shareOfOpen(outcomes.answered),
    },
    {
      label: 'Zgrešeni klici',
      value: count(missed),
      note: shareOfOpen(missed),
    },
    {
      label: 'Povprečni odzivni čas',
      value: duration(times.response.count === 0 ? null : times.response.sumMs / times.response.count),
      note: times.response.count === 0 ? 'ni bilo sprejetih klicev' : `najdaljši ${duration(times.response.longestMs)}`,
    },
    {
      label: 'Raven storitve',
      value: serviceLevelShare(figures),
      note: goal === null ? 'po ciljih posameznih vrst' : `cilj ${goal}`,
    },
    {
      label: 'Povprečno trajanje pogovora',
      value: duration(times.talk.count === 0 ? null : times.talk.sumMs / times.talk.count),
      note: `vsi pogovori skupaj ${hours(times.talk.sumMs)}`,
    },
  ];
}

/**
 * The first page, drawn when the sections and their pages are known. `node` is its place at the head of the
 * structure.
 */
export function drawCover(frame: Frame, node: StructureNode, figures: CallFigures, heading: ReportHeading): void {
  const { document, structure } = frame;
  document.switchToPage(0);
  structure.artifact('Layout', () => {
    document.rect(0, 0, page.width, 9).fill(colours.brand);
  });
  let y = 54;
  const line = (type: 'P' | 'H1', text: string, style: TextStyle, gap: number) => {
    const element = node.add(type);
    const top = y;
    element.content(() => frame.write(text, page.left, top, contentWidth, style));
    element.close();
    y += frame.heightOf(text, style) + gap;
  };
  line('P', heading.client, styles.running, 2);
  line('P', heading.centre, styles.organisation, 74);
  line('H1', reportTitle(figures), styles.title, 4);
  line('P', periodTitle(figures.period), styles.subtitle, 16);
  structure.artifact('Layout', () => {
    document
      .moveTo(page.left, y)
      .lineTo(page.left + 64, y)
      .lineWidth(2.5)
      .stroke(colours.missed);
  });
  y += 16;
  line('P', tied(summary(figures)), { ...styles.body, size: 10.5, lineGap: 3 }, 10);
  if (!figures.complete) {
    line(
      'P',
      `Obdobje še ni končano: zajeti so klici, zabeleženi do ${dayMonthYear(localDateAt(figures.asOf))} ` +
        `ob ${sayTimeAt(figures.asOf)}.`,
      { ...styles.term, colour: '#9a3f07' },
      10,
    );
  }
  y += 14;
  y = drawKeyFigures(frame, node, figures, y);
  drawContents(frame, node, y + 30);
  drawImprint(frame, node, figures);
}

function drawKeyFigures(frame: Frame, node: StructureNode, figures: CallFigures, top: number): number {
  const gap = 14;
  const width = (contentWidth - 2 * gap) / 3;
  const height = 82;
  const list = node.add('L', { title: 'Ključni podatki' });
  for (const [index, { label, value, note }] of keyFigures(figures).entries()) {
    const x = page.left + (index % 3) * (width + gap);
    const y = top + Math.floor(index / 3) * (height + gap);
    frame.structure.artifact('Layout', () => {
      frame.document.rect(x, y, width, height).fill(colours.tint);
      frame.document.rect(x, y, width, 2).fill(colours.brand);
    });
    const item = list.add('LI');
    const body = item.add('LBody');
    const inner = width - 20;
    const size = fitting(frame, value, inner);
    body.content(() => frame.write(label, x + 10, y + 11, inner, styles.keyLabel));
    body.content(() =>
      frame.write(value, x + 10, y + 25 + (styles.keyValue.size - size) * 0.9, inner, { ...styles.keyValue, size }),
    );
    body.content(() => frame.write(note, x + 10, y + 60, inner, styles.keyNote));
    body.close();
    item.close();
  }
  list.close();
  return top + 2 * height + gap;
}

/** The largest size at which a value stands on one line. */
function fitting(frame: Frame, value: string, width: number): number {
  let size: number = styles.keyValue.size;
  while (size > 12 && frame.widthOf(value, { ...styles.keyValue, size }) > width) size -= 0.5;
  return size;
}

function drawContents(frame: Frame, node: StructureNode, top: number): void {
  let y = top;
  const head = node.add('H2');
  head.content(() => frame.write('Vsebina', page.left, y, contentWidth, styles.heading));
  head.close();
  y += 19;
  const contents = node.add('TOC');
  for (const section of frame.sections) {
    const row = y;
    const item = contents.add('TOCI');
    const link = item.add('Link');
    link.content(() => {
      frame.write(section.title, page.left, row, contentWidth - 40, styles.body);
      frame.write(String(section.pageNumber), page.right - 40, row, 40, styles.body, 'right');
    });
    frame.link(link, section, page.left, row - 2, contentWidth, 15);
    link.close();
    item.close();
    frame.structure.artifact('Layout', () => {
      const from = page.left + frame.widthOf(section.title, styles.body) + 8;
      const to = page.right - frame.widthOf(String(section.pageNumber), styles.body) - 8;
      frame.document
        .moveTo(from, row + 9)
        .lineTo(to, row + 9)
        .lineWidth(0.6)
        .dash(0.6, { space: 2.6 })
        .stroke(colours.closed)
        .undash();
    });
    y += 15.5;
  }
  contents.close();
}

function drawImprint(frame: Frame, node: StructureNode, figures: CallFigures): void {
  const text =
    `Poročilo je izdelano samodejno dne ${dayMonthYear(localDateAt(figures.asOf))} ob ` +
    `${sayTimeAt(figures.asOf)}. Opredelitve vseh podatkov so v poglavju »${
      frame.sections.find(({ title }) => title.includes('Opredelitve'))?.title ?? 'Opredelitve'
    }«.`;
  const imprint = node.add('P');
  imprint.content(() => frame.write(text, page.left, 790, contentWidth, styles.note));
  imprint.close();
}
