import type { CallbackCounts } from '../../../sql/reports/count-callbacks.ts';
import { outcomesChart } from '../../charts/outcomes.ts';
import type { CallFigures } from '../../figures.ts';
import { count, ratio, share } from '../../words/format.ts';
import { outcomePlurals } from '../../words/outcomes.ts';
import { drawChart } from '../figure.ts';
import type { Frame } from '../frame.ts';
import { drawTable, type TableRow } from '../table.ts';

export function drawOutcomes(frame: Frame, figures: CallFigures, number: number): void {
  const { outcomes, serviceCalls, openCalls, missed } = figures;
  frame.openSection(`${number} Sprejeti in zgrešeni klici`, 400);
  drawChart(frame, outcomesChart(figures));
  const part = (value: number, base: number) => share(ratio(value, base));
  const line = (name: string, value: number, options: Omit<TableRow, 'cells'> = {}, open = false): TableRow => ({
    cells: [name, count(value), part(value, serviceCalls), open ? part(value, openCalls) : ''],
    ...options,
  });
  const optional = (name: string, value: number, open: boolean) => (value === 0 ? [] : [line(name, value, {}, open)]);
  const partOf = (name: string, value: number) => (value === 0 ? [] : [line(name, value, { part: true })]);
  drawTable(frame, {
    title: 'Klici po izidu',
    columns: [
      { head: 'Izid', width: 250, align: 'left' },
      { head: 'Klici', width: 70, align: 'right' },
      { head: 'Delež klicev na številko centra', width: 85, align: 'right' },
      { head: 'Delež klicev v delovnem času', width: 80, align: 'right' },
    ],
    rows: [
      line('Sprejeti klici', outcomes.answered, {}, true),
      line('Zgrešeni klici', missed, {}, true),
      line('opuščeni med uvodnimi obvestili', outcomes.abandonedBeforeQueue, { part: true }, true),
      line('opuščeni med čakanjem v vrsti', outcomes.abandoned - outcomes.abandonedBeforeQueue, { part: true }, true),
      line('neuspeli zaradi tehnične napake ali zasedenih linij', outcomes.failed, { part: true }, true),
      ...optional(outcomePlurals.callback, outcomes.callback, true),
      ...optional(outcomePlurals.voiceMessage, outcomes.voiceMessage, true),
      ...optional(outcomePlurals.selfServed, outcomes.selfServed, true),
      line('Klici v delovnem času', openCalls, { total: true }, true),
      line('Klici zunaj delovnega časa', outcomes.closed),
      ...partOf('z naročenim povratnim klicem', outcomes.closedToCallback),
      ...partOf('z glasovnim sporočilom', outcomes.closedToVoiceMessage),
      ...partOf('urejeni s tipkami', outcomes.closedToSelfServed),
      line('Klici na številko klicnega centra', serviceCalls, { total: true }),
      { cells: ['Zavrnjeni klici (druga številka ali preveč klicev z iste)', count(outcomes.refused), '', ''] },
      { cells: ['Vsi klici, ki so dosegli linijo', count(outcomes.all), '', ''], total: true },
      { cells: ['Razlika med vsemi klici in seštevkom izidov', count(outcomes.residual), '', ''], part: true },
    ],
  });
  if (figures.callbacks.all > 0) drawCallbacks(frame, figures.callbacks);
  drawTable(frame, {
    title: 'Klici zunaj delovnega časa po razlogu',
    columns: [
      { head: 'Razlog', width: 330, align: 'left' },
      { head: 'Klici', width: 75, align: 'right' },
      { head: 'Delež', width: 80, align: 'right' },
    ],
    rows: [
      ...(
        [
          ['Zunaj rednega delovnega časa', outcomes.closedByHours],
          ['Praznik ali dela prost dan', outcomes.closedByHoliday],
          ['Vnaprej določena izjema', outcomes.closedByException],
          ['Zaprto po odločitvi vodje', outcomes.closedBySupervisor],
          ...(outcomes.closedOtherwise > 0 ? [['Drugo', outcomes.closedOtherwise] as const] : []),
        ] as const
      ).map(([name, value]): TableRow => ({ cells: [name, count(value), part(value, outcomes.closed)] })),
      {
        cells: ['Skupaj', count(outcomes.closed), part(outcomes.closed, outcomes.closed)],
        total: true,
      },
    ],
  });
}

/** What was promised, what came of it, and how much of it was in time (R5.2). */
function drawCallbacks(frame: Frame, callbacks: CallbackCounts): void {
  const row = (name: string, value: number, base: number, options: Omit<TableRow, 'cells'> = {}): TableRow => ({
    cells: [name, count(value), share(ratio(value, base))],
    ...options,
  });
  const { all } = callbacks;
  drawTable(frame, {
    title: 'Povratni klici in njihova uspešnost',
    columns: [
      { head: 'Povratni klici', width: 330, align: 'left' },
      { head: 'Število', width: 75, align: 'right' },
      { head: 'Delež', width: 80, align: 'right' },
    ],
    rows: [
      row('Dogovorjeni povratni klici', all, all, { total: true }),
      row('izbrani med čakanjem', callbacks.asked, all, { part: true }),
      row('izbrani zunaj delovnega časa', callbacks.closedLine, all, { part: true }),
      row('po zvezi, ki jo je prekinila ali zavrnila linija', callbacks.lost, all, { part: true }),
      row('po prekinitvi ob dolgem čakanju', callbacks.abandoned, all, { part: true }),
      row('vpisani ročno', callbacks.byHand, all, { part: true }),
      row('Doseženi', callbacks.reached, all),
      row('Nedoseženi', callbacks.notReached, all),
      row('Preklicani', callbacks.cancelled, all),
      row('Urejeni drugače', callbacks.handledOtherwise, all),
      row('Še odprti', callbacks.open, all),
      { cells: ['Klicni poskusi', count(callbacks.tries), ''] },
      row('Držane obljube o času klica', callbacks.promisesKept, callbacks.promises, { total: true }),
    ],
  });
}
