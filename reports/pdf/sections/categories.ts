import { categoriesChart, sortedCategories } from '../../charts/categories.ts';
import type { CallFigures } from '../../figures.ts';
import { count, ratio, share } from '../../words/format.ts';
import { categoryName } from '../../words/outcomes.ts';
import { drawChart } from '../figure.ts';
import type { Frame } from '../frame.ts';
import { drawTable, type TableRow } from '../table.ts';

export function drawCategories(frame: Frame, figures: CallFigures, number: number): void {
  const { categories, outcomes } = figures;
  frame.openSection(`${number} Klici po kategorijah`, 330);
  drawChart(frame, categoriesChart(figures));
  drawTable(frame, {
    title: 'Sprejeti klici po kategorijah',
    columns: [
      { head: 'Kategorija', width: 330, align: 'left' },
      { head: 'Klici', width: 75, align: 'right' },
      { head: 'Delež', width: 80, align: 'right' },
    ],
    rows: [
      ...sortedCategories(categories).map(
        (category): TableRow => ({
          cells: [categoryName(category), count(category.calls), share(ratio(category.calls, outcomes.answered))],
        }),
      ),
      { cells: ['Skupaj', count(outcomes.answered), share(ratio(outcomes.answered, outcomes.answered))], total: true },
    ],
  });
}
