import test from 'ava';
import { lineState, type OpeningHours } from '../../dialplan/opening-hours.ts';
import { seedOpeningHours } from '../../dialplan/seed-opening-hours.ts';
import { instant } from '../../engine/core/ids.ts';
import type { LineView } from '../../engine/core/views.ts';
import { sayLineNow } from '../../web/line-hours/line-now.ts';
import { sl } from '../../web/messages/sl.ts';
import { lineView } from './fixture/views.ts';

/** A moment of the wall clock of Ljubljana in winter. */
const at = (text: string): number => Date.parse(`${text}+01:00`);
const fridayNoon = at('2026-11-20T12:00');

function say(
  moment: number,
  changes: {
    hours?: Partial<OpeningHours>;
    line?: Partial<LineView> | null;
    refused?: boolean;
    reason?: string;
    unreadable?: boolean;
  } = {},
): string {
  const { hours = {}, line = {}, refused = false, reason = '', unreadable = false } = changes;
  return sayLineNow(
    sl,
    {
      byHours: unreadable ? null : lineState({ ...seedOpeningHours, ...hours }, moment),
      engine: line === null ? null : { line: lineView(line), refused },
      reason,
    },
    moment,
  ).join(' ');
}

test('[R1.6] by its hours the line is open or closed until a time that is said as people say it', (t) => {
  t.is(say(fridayNoon), 'Linija je odprta do 14.00.');
  t.is(say(at('2026-11-20T07:00')), 'Linija je zaprta. Odpre se ob 8.00.');
  t.is(say(at('2026-11-20T14:00')), 'Linija je zaprta. Odpre se 23.\u00a011. ob 8.00.');
  t.is(
    say(at('2026-12-25T12:00'), { reason: 'božič' }),
    'Linija je zaprta: danes je dela prost dan (božič). Odpre se 28.\u00a012. ob 8.00.',
  );
  const exceptions = [{ date: '2026-11-20', periods: [], note: 'inventura' }];
  t.is(
    say(fridayNoon, { hours: { exceptions }, reason: 'inventura' }),
    'Linija je zaprta: danes velja izjema (inventura). Odpre se 23.\u00a011. ob 8.00.',
  );
  t.is(
    say(fridayNoon, { hours: { exceptions } }),
    'Linija je zaprta: danes velja izjema. Odpre se 23.\u00a011. ob 8.00.',
  );
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  t.is(
    say(fridayNoon, { hours: { weekly: always, holidaysOf: null } }),
    'Linija je odprta. Po vpisanih urah se v naslednjih dvanajstih mesecih ne zapre.',
  );
  t.is(say(fridayNoon, { hours: { weekly: always.slice(4, 5) } }), 'Linija je odprta do polnoči.');
  t.is(say(fridayNoon, { hours: { weekly: always.slice(4, 6) } }), 'Linija je odprta do 22.\u00a011. ob 0.00.');
  t.is(
    say(fridayNoon, { hours: { weekly: [] } }),
    'Linija je zaprta. Po vpisanih urah se v naslednjih dvanajstih mesecih ne odpre.',
  );
});

test('[R1.6] what somebody did for a while stands above the hours until it is over', (t) => {
  const until = instant(at('2026-11-20T13:30'));
  const closed = { open: false, closedReason: 'supervisor', changesAt: until, overriddenUntil: until } as const;
  t.is(say(fridayNoon, { line: closed }), 'Linija je izredno zaprta do 13.30, ne glede na ure.');
  t.is(say(until, { line: closed }), 'Linija je odprta do 14.00.', 'a view that came before its end');
  const open = { open: true, changesAt: until, overriddenUntil: instant(at('2026-11-21T00:00')) };
  t.is(say(fridayNoon, { line: open }), 'Linija je izredno odprta do polnoči, ne glede na ure.');
});

test('[R1.6] what the page can not know it says', (t) => {
  const away = 'Klicni sistem se ne odziva, zato ni znano, ali je linija izredno odprta ali zaprta.';
  t.is(say(fridayNoon, { line: null }), `Linija je odprta do 14.00. ${away}`);
  t.is(
    say(fridayNoon, { line: null, unreadable: true }),
    `Iz vpisanih ur ni mogoče razbrati, ali je linija odprta. ${away}`,
  );
  // The engine goes by the hours of before, and only it knows them.
  const line = { open: false, closedReason: 'hours', changesAt: instant(at('2026-11-23T09:00')) } as const;
  t.regex(
    say(fridayNoon, { line, refused: true }),
    /^Linija je zaprta\. Odpre se 23\.\u00a011\. ob 9\.00\. Spremenjene ure /,
  );
  t.is(say(fridayNoon, { line, unreadable: true }), 'Linija je zaprta. Odpre se 23.\u00a011. ob 9.00.');
});
