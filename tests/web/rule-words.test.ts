import test from 'ava';
import { anyRule, type OfficeRule } from '../../sql/calendar/office-rules.ts';
import { sayConditions, sayException, sayLead, sayRule } from '../../web/opening/rule-words.ts';

const rule = (own: Partial<OfficeRule>): OfficeRule => ({
  ...anyRule,
  weekdays: [2],
  from: '08:00',
  to: '12:00',
  ...own,
});

const said: readonly (readonly [Partial<OfficeRule>, string])[] = [
  [{}, 'vsak torek 8.00–12.00'],
  [{ weekdays: [3] }, 'vsako sredo 8.00–12.00'],
  [{ weekdays: [1, 2, 4] }, 'ob ponedeljkih, torkih in četrtkih 8.00–12.00'],
  [{ weekdays: [5, 6] }, 'ob petkih in sobotah 8.00–12.00'],
  [{ weekdays: [1, 2, 3, 4, 5], to: '24:00' }, 'od ponedeljka do petka 8.00–24.00'],
  [{ weekdays: [1, 2, 3, 4, 5, 6, 7] }, 'vsak dan 8.00–12.00'],
  [{ everyWeeks: 2, validFrom: '2027-01-01' }, 'vsak drugi torek 8.00–12.00, od 1. 1. 2027'],
  [{ everyWeeks: 3, weekdays: [7] }, 'vsako tretjo nedeljo 8.00–12.00'],
  [{ everyWeeks: 2, weekdays: [2, 3] }, 'vsak drugi teden ob torkih in sredah 8.00–12.00'],
  [{ everyWeeks: 8 }, 'vsakih 8 tednov ob torkih 8.00–12.00'],
  [{ monthWeeks: [1, -1], weekdays: [5] }, 'prvi in zadnji petek v mesecu 8.00–12.00'],
  [{ monthWeeks: [-1, 2], weekdays: [3] }, 'drugo in zadnjo sredo v mesecu 8.00–12.00'],
  [{ monthWeeks: [1], weekdays: [3, 5] }, 'prvo sredo in prvi petek v mesecu 8.00–12.00'],
  [{ kind: 'break', weekdays: [1, 2, 3, 4, 5], from: '11:30' }, 'odmor od ponedeljka do petka 11.30–12.00'],
  [{ validFrom: '2027-01-01', validUntil: '2027-03-31' }, 'vsak torek 8.00–12.00, od 1. 1. 2027 do 31. 3. 2027'],
];

for (const [own, words] of said) test(`[R3.3] a rule in words: ${words}`, (t) => t.is(sayRule(rule(own)), words));

test('[R3.3] what a rule says about booking, and days that differ', (t) => {
  t.deepEqual(
    sayConditions(
      rule({
        leadMinutes: 120,
        horizonDays: 1,
        slotStepMinutes: 15,
        capacity: 3,
        staffShare: 0.125,
        callCentreShare: 0.1,
      }),
    ),
    [
      'naročanje najmanj 2 uri prej',
      'največ 1 dan vnaprej',
      'začetki terminov na 15 minut',
      'največ 3 obiski na okence brez odmora',
      '12,5 % časa samo za referente',
      '10 % časa samo za klicni center in referente',
    ],
  );
  t.deepEqual(
    ['60', '2880', '101', '45'].map((minutes) => sayLead(Number(minutes))),
    ['1 uro', '2 dneva', '101 minuto', '45 minut'],
  );
  const day = { firstDay: '2026-12-24', lastDay: '2026-12-24', from: null, to: null };
  t.is(sayException({ ...day, kind: 'closed' }), '24. 12. 2026: zaprto ves dan');
  t.is(
    sayException({ ...day, kind: 'closed', lastDay: '2026-12-31', from: '12:00', to: '15:00' }),
    'od 24. 12. 2026 do 31. 12. 2026: zaprto 12.00–15.00',
  );
  t.is(
    sayException({ ...day, kind: 'hours', from: '08:00', to: '10:00' }),
    '24. 12. 2026: namesto rednega časa odprto 8.00–10.00',
  );
});
