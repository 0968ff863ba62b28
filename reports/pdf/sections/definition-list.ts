import { definitions } from '../../definitions.ts';
import type { CallFigures } from '../../figures.ts';
import { tied } from '../../words/format.ts';
import type { Frame } from '../frame.ts';
import { contentWidth, page, styles } from '../type.ts';

export function drawDefinitions(frame: Frame, figures: CallFigures, number: number): void {
  frame.openSection(`${number} Opredelitve in način izračuna`, 150);
  const termWidth = 128;
  const textWidth = contentWidth - termWidth - 12;
  const list = frame.parent.add('L', { title: 'Opredelitve' });
  for (const { term, text: plain } of definitions(figures)) {
    const text = tied(plain);
    const height = Math.max(frame.heightOf(text, styles.body, textWidth), frame.heightOf(term, styles.term, termWidth));
    frame.ensure(height + 8);
    const item = list.add('LI');
    const label = item.add('Lbl');
    label.content(() => frame.write(term, page.left, frame.y, termWidth, styles.term));
    label.close();
    const body = item.add('LBody');
    body.content(() => frame.write(text, page.left + termWidth + 12, frame.y, textWidth, styles.body));
    body.close();
    item.close();
    frame.y += height + 8;
  }
  list.close();
}
