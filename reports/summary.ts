import type { CallFigures } from './figures.ts';
import { periodTitle } from './period.ts';
import { type CountForms, callForms, change, count, counted, duration, ratio, share } from './words/format.ts';
import { genitiveMonths } from './words/months.ts';

const came: CountForms = {
  one: 'je prispel',
  two: 'sta prispela',
  few: 'so prispeli',
  other: 'je prispelo',
};
const plural = new Intl.PluralRules('sl');

/** The period's story in three or four sentences, for the cover. */
export function summary(figures: CallFigures): string {
  const { serviceCalls, openCalls, outcomes, missed, times } = figures;
  const sentences: string[] = [];
  if (serviceCalls === 0) {
    sentences.push(`Ni klicev: ${when(figures)} na številko klicnega centra ni prispel noben klic.`);
    return sentences.join(' ');
  }
  sentences.push(
    `${capitalised(when(figures))} ${came[plural.select(serviceCalls)] ?? came.other} na številko klicnega centra ` +
      `${counted(serviceCalls, callForms)}${comparedToMonthBefore(figures)}.`,
  );
  if (openCalls > 0) {
    sentences.push(
      `V delovnem času je bilo klicev ${count(openCalls)}: sprejetih ${share(ratio(outcomes.answered, openCalls))}, ` +
        `zgrešenih ${share(ratio(missed, openCalls))}.`,
    );
  }
  if (times.response.count > 0) {
    sentences.push(
      `Svetovalec je v povprečju odgovoril v ${duration(times.response.sumMs / times.response.count)}, ` +
        `najdaljše čakanje na odgovor je bilo ${duration(times.response.longestMs)}.`,
    );
  }
  return sentences.join(' ');
}

/** "novembra 2026", "v letu 2026", "v obdobju od 3. do 17. novembra 2026" */
export function when({ period }: CallFigures): string {
  const year = period.from.slice(0, 4);
  if (period.kind === 'year') return `v letu ${year}`;
  if (period.kind === 'month') return `${genitiveMonths[Number(period.from.slice(5, 7)) - 1]} ${year}`;
  return `v obdobju ${periodTitle(period)}`;
}

function comparedToMonthBefore({ period, months, serviceCalls }: CallFigures): string {
  if (period.kind !== 'month') return '';
  const before = months.at(-2)?.calls ?? null;
  if (before === null || before === 0) return '';
  const difference = serviceCalls / before - 1;
  if (difference === 0) return ', enako kot prejšnji mesec';
  const size = change(Math.abs(difference)).replace('+', '');
  return difference > 0 ? `, ${size} več kot prejšnji mesec` : `, ${size} manj kot prejšnji mesec`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
