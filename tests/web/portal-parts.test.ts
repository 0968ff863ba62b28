import test from 'ava';
import fc from 'fast-check';
import { languages, listIn, type OfferedSlot } from '../../sql/calendar/words.ts';
import { sampleServices } from '../../sql/sample-services.ts';
import { citizenMessages } from '../../web/messages/citizen.ts';
import { isEmail, judgeDetails, nothingTyped, readPhone } from '../../web/portal/details-form.ts';
import { distanceBetween } from '../../web/portal/distance.ts';
import { isDay, lastDayOf, monthAfter } from '../../web/portal/month.ts';
import { askAgain, askRobotQuestion, judgeAnswer } from '../../web/portal/robot-question.ts';
import { searchServices } from '../../web/portal/search-services.ts';
import { readSlots, slotChoices, writeSlots } from '../../web/portal/slot-choices.ts';

const catalogue = sampleServices.map(({ id, name, description, keywords }) => ({
  id: id as string,
  names: Object.values(name),
  keywords: languages.flatMap((language) => [...listIn(keywords, language)]),
  descriptions: Object.values(description),
}));

for (const [typed, first] of [
  ['osebna', 'osebna-izkaznica'],
  ['OSEBNO IZKAZNICO', 'osebna-izkaznica'],
  ['rabim novo osebno', 'osebna-izkaznica'],
  ['vozniško', 'voznisko-dovoljenje'],
  ['voznisko', 'voznisko-dovoljenje'],
  ['potni list', 'potni-list'],
  ['passport', 'potni-list'],
  ['útlevél', 'potni-list'],
  ['utlevel', 'potni-list'],
  ['carta d’identità', 'osebna-izkaznica'],
  ['poroka', 'sklenitev-zakonske-zveze'],
] as const) {
  test(`[R4.1] a service is found by plain words: ${typed}`, (t) => {
    t.is(searchServices(catalogue, typed)[0]?.id, first);
  });
}

test('[R4.1] what nobody offers is not found, and nothing typed is everything', (t) => {
  t.deepEqual(searchServices(catalogue, 'xyzzy'), []);
  t.deepEqual(searchServices(catalogue, 'potni xyzzy'), []);
  t.is(searchServices(catalogue, '  ').length, catalogue.length);
});

const minute = 60_000;
const slot = (counterId: number, begins: number, { minutes = 15, room = 100 } = {}): OfferedSlot =>
  ({
    opensAt: 0,
    room,
    counterId,
    startsAt: begins * minute,
    endsAt: (begins + minutes) * minute,
    locationId: 'kraj',
    counterName: `Okence ${counterId}`,
  }) as OfferedSlot;

test('[R4.1] several visits stand side by side, or in a row, or where they fit; else there is no choice', (t) => {
  const kinds = (slots: readonly OfferedSlot[], visits: number) =>
    slotChoices(slots, visits).map(({ kind, slots: chosen }) => `${kind} ${writeSlots(chosen)}`);
  t.deepEqual(kinds([slot(1, 0), slot(2, 0)], 2), ['sideBySide 1@0,2@0']);
  t.deepEqual(kinds([slot(1, 0), slot(1, 15)], 2), ['inARow 1@0,1@900000']);
  t.deepEqual(kinds([slot(1, 0), slot(2, 15)], 2), ['apart 1@0,2@900000']);
  t.deepEqual(kinds([slot(1, 0), slot(1, 90)], 2), []);
  t.deepEqual(kinds([slot(1, 0)], 1), ['single 1@0']);
});

test('[R3.3] of one opening no more is offered together than its share has room for', (t) => {
  const kinds = (slots: readonly OfferedSlot[], visits: number) =>
    slotChoices(slots, visits).map(({ kind, slots: chosen }) => `${kind} ${writeSlots(chosen)}`);
  const room = 1;
  t.deepEqual(kinds([slot(1, 0, { room }), slot(1, 15, { room })], 2), []);
  t.deepEqual(kinds([slot(1, 0, { room }), slot(1, 15, { room }), slot(2, 15)], 2), [
    'apart 1@0,2@900000',
    'sideBySide 1@900000,2@900000',
  ]);
  t.deepEqual(kinds([slot(1, 0, { room }), slot(1, 15, { room })], 1), ['single 1@0', 'single 1@900000']);
});

test('[R3.8] no choice takes the same time of a counter twice', (t) => {
  const some = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 20 })), {
    selector: ([counter, place]) => `${counter} ${place}`,
    maxLength: 40,
  });
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 5 }), (places, visits) => {
      const slots = places
        .map(([counter, place]) => slot(counter, place * 15))
        .sort((a, b) => a.startsAt - b.startsAt || a.counterId - b.counterId);
      for (const choice of slotChoices(slots, visits)) {
        t.is(choice.slots.length, visits);
        t.is(new Set(choice.slots.map((own) => writeSlots([own]))).size, visits);
        t.deepEqual(
          readSlots(writeSlots(choice.slots)),
          choice.slots.map(({ counterId, startsAt }) => ({ counterId, startsAt })),
        );
      }
    }),
  );
  t.is(readSlots("1@2,'; drop"), null);
  t.is(readSlots(''), null);
});

test('[R4.7] the question: right, wrong, missing, old, too fast, of another form, and the trap', (t) => {
  const secret = 'a secret of the test';
  const asked = { secret, form: 'one', now: 1_000_000 };
  const { one, other, token } = askRobotQuestion(asked);
  const answer = String(one + other);
  const judge = (changes: object, after = 5000, form = 'one') =>
    judgeAnswer({ secret, form, now: asked.now + after }, { token, answer, trap: '', ...changes });
  t.is(judge({}), 'right');
  t.is(judge({ answer: ` ${answer} ` }), 'right');
  t.is(judge({ answer: '1' }), 'wrong');
  t.is(judge({ answer: '' }), 'missing');
  t.is(judge({ trap: 'x' }), 'trapped');
  t.is(judge({}, 500), 'tooFast');
  t.is(judge({}, 5 * 3_600_000), 'expired');
  t.is(judge({}, -1), 'expired');
  t.is(judge({}, 5000, 'two'), 'expired');
  t.is(judge({ token: token.replace(/^\d+/, '1') }), 'expired');
  t.is(judge({ token: '' }), 'expired');
});

test('[R4.7] a form that comes back asks the same again, unless it was answered wrongly', (t) => {
  const asked = { secret: 'secret', form: 'one', now: 10_000 };
  const { token, one, other } = askRobotQuestion(asked);
  const later = { ...asked, now: 20_000 };
  const right = { token, answer: ` ${one + other} ` };
  const again = askAgain(later, right, 'two');
  t.like(again, { question: { one, other }, answer: String(one + other) });
  t.is(
    judgeAnswer({ ...later, form: 'two' }, { token: again?.question.token ?? '', answer: right.answer, trap: '' }),
    'right',
  );
  t.is(askAgain(later, { token, answer: '' }, 'two')?.answer, '');
  t.is(askAgain(later, { token, answer: '99' }, 'two'), null);
  t.is(askAgain({ ...later, form: 'other' }, right, 'two'), null);
  t.is(askAgain({ ...later, now: 10_000 + 5 * 3_600_000 }, right, 'two'), null);
});

test('[R4.1] each field says what was expected of it', (t) => {
  const m = citizenMessages.sl;
  const errors = (typed: object) =>
    Object.keys(judgeDetails(m, { ...nothingTyped('sl'), ...typed }, '2').errors).sort();
  t.deepEqual(errors({}), ['eposta', 'ime', 'prebrano', 'soglasje']);
  const good = { name: 'Špela Žagar', email: 'spela@example.si', read: true, consent: true, notice: '2' };
  t.deepEqual(errors(good), []);
  t.deepEqual(errors({ ...good, notice: '1' }), ['soglasje'], 'consent to another notice');
  t.deepEqual(errors({ ...good, email: '', phone: '041 234 567' }), []);
  t.deepEqual(errors({ ...good, name: '1' }), ['ime']);
  t.deepEqual(errors({ ...good, name: 'a'.repeat(201) }), ['ime']);
  t.deepEqual(errors({ ...good, phone: '123' }), ['telefon']);
  for (const noSms of ['01 555 12 34', '090 12 34', '080 12 34', '059 123 456']) {
    t.deepEqual(errors({ ...good, phone: noSms }), ['telefon'], `${noSms} takes no SMS`);
    t.deepEqual(errors({ ...good, email: '', phone: noSms }), ['telefon']);
  }
  for (const mobile of ['068 123 456', '+385 91 234 5678', '+39 333 1234567']) {
    t.deepEqual(errors({ ...good, email: '', phone: mobile }), []);
  }
  t.deepEqual(errors({ ...good, note: 'a'.repeat(1001) }), ['opomba']);
  t.is(
    judgeDetails(m, { ...nothingTyped('sl'), ...good, name: ' Špela \n\t\u202EŽagar ' }, '2').visitor.name,
    'Špela Žagar',
  );
  for (const wrong of [
    'a',
    'a@',
    '@b.si',
    'a b@c.si',
    'a@b',
    'a@b..si',
    'a@-b.si',
    'a@b.si\nBcc: c@d.si',
    `${'a'.repeat(65)}@b.si`,
  ]) {
    t.false(isEmail(wrong), wrong);
  }
  for (const right of ['a@b.si', 'ime.priimek+ue@posta.example.si', 'ž@šola.si']) t.true(isEmail(right), right);
  t.is(readPhone('041 234 567'), '+38641234567');
  t.is(readPhone('+43 664 1234567'), '+436641234567');
  t.is(readPhone('00386 41 234 567'), '+38641234567');
  t.is(readPhone('112'), null);
});

test('[R4.3] distances and months', (t) => {
  const ljubljana = { latitude: 46.0569, longitude: 14.5058 };
  const maribor = { latitude: 46.5547, longitude: 15.6459 };
  t.true(Math.abs(distanceBetween(ljubljana, maribor) - 103.5) < 1.5);
  t.is(distanceBetween(ljubljana, ljubljana), 0);
  t.is(monthAfter('2026-12', 1), '2027-01');
  t.is(monthAfter('2026-01', -1), '2025-12');
  t.is(lastDayOf('2028-02'), '2028-02-29');
  t.true(isDay('2026-03-29'));
  t.false(isDay('2026-02-30'));
  t.false(isDay("2026-01-01'"));
});

test('[R4.6] counted words are right in Slovene: dual, few and many', (t) => {
  const { counted, inDays } = citizenMessages.sl;
  const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
  t.deepEqual(
    [1, 2, 3, 5, 101, 102].map((count) => plain(counted.visits(count))),
    ['1 obisk', '2 obiska', '3 obiski', '5 obiskov', '101 obisk', '102 obiska'],
  );
  t.deepEqual(
    [0, 1, 2, 26].map((count) => plain(inDays(count))),
    ['danes', 'jutri', 'čez 2 dneva', 'čez 26 dni'],
  );
  t.is(plain(citizenMessages.hu.inDays(3)), '3 nap múlva');
});

test('[R4.6] every text of the sample’s services is there in all four languages', (t) => {
  for (const { id, name, description, information, documents, keywords } of sampleServices) {
    for (const language of languages) {
      for (const [what, texts] of Object.entries({ name, description, information }))
        t.true((texts[language] ?? '').length > 2, `${id}: ${what} in ${language}`);
      t.is(documents[language]?.length, documents.sl?.length, `${id}: documents in ${language}`);
      t.true((keywords[language] ?? []).length > 0, `${id}: keywords in ${language}`);
    }
  }
});

test('[R4.6] Italian and Hungarian pages address people formally, and name the unit as it is called there', (t) => {
  const textsOf = (value: unknown): string =>
    typeof value === 'string'
      ? value
      : typeof value === 'object' && value !== null
        ? Object.values(value).map(textsOf).join('\n')
        : '';
  const italian = textsOf(citizenMessages.it);
  t.notRegex(italian, /\b(vostr[oaie]|scegliete|inserite|potete|avete|scrivete|telefonateci)\b/i);
  t.regex(italian, /unità amministrativa/);
  // A "termine" is a period; what one books is an "appuntamento" or an "orario".
  t.notRegex(italian, /termin[ei] liber[oi]|nuovo termine|termine anticipato/);
  const hungarian = textsOf(citizenMessages.hu);
  t.regex(hungarian, /közigazgatási egység/);
  t.notRegex(hungarian, /\b(válassz|írd|add meg|mutasd|kattints)\b/i);
});
