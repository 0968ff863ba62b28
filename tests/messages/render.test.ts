import test from 'ava';
import fc from 'fast-check';
import { instant } from '../../engine/core/ids.ts';
import { checkTemplate, type TemplateProblem } from '../../messages/check-template.ts';
import { exampleOf } from '../../messages/examples.ts';
import { channelsOf } from '../../messages/placeholders.ts';
import { type RenderedEmail, type RenderedSms, renderMessage, type ToRender } from '../../messages/render.ts';
import { shippedTemplates } from '../../messages/shipped/shipped.ts';
import { sayWhen } from '../../messages/wording/times.ts';
import { type MessageKind, messageKinds, messageLanguages } from '../../sql/messages/message.ts';
import { visit } from '../sql/message-fixture.ts';

const sender = { name: 'Klicni center UeNaročanje', email: 'narocanje@example.si' };

function toRender<Kind extends MessageKind>(kind: Kind, differs: Partial<ToRender<Kind>> = {}): ToRender<Kind> {
  return {
    kind,
    channel: 'email',
    language: 'sl',
    payload: exampleOf(kind, differs.language ?? 'sl'),
    template: null,
    sender,
    to: 'ana@example.si',
    now: Date.parse('2027-02-01T10:00:00Z'),
    ...differs,
  };
}
const email = <Kind extends MessageKind>(kind: Kind, differs: Partial<ToRender<Kind>> = {}) =>
  renderMessage(toRender(kind, differs)) as RenderedEmail;
const sms = <Kind extends MessageKind>(kind: Kind, differs: Partial<ToRender<Kind>> = {}) =>
  renderMessage(toRender(kind, { ...differs, channel: 'sms' })) as RenderedSms;

test('[R4.5] every shipped text passes the checks that an edited one has to pass, in four languages', (t) => {
  for (const kind of messageKinds) {
    for (const language of messageLanguages) {
      for (const channel of channelsOf(kind)) {
        const texts = shippedTemplates(kind, channel, language);
        t.true(texts.length > 0, `${kind} ${channel}`);
        const problems = texts.flatMap((text, place) =>
          checkTemplate({ kind, channel, language }, text).filter(
            // The last text is the one that must fit.
            ({ problem }) => problem !== 'smsTooLong' || place === texts.length - 1,
          ),
        );
        t.deepEqual(problems, [], `${kind} ${channel} ${language}`);
        const rendered = renderMessage(toRender(kind, { channel, language }));
        t.notRegex(rendered.text, /[{}]|\bundefined\b|\bnull\b|NaN/, `${kind} ${channel} ${language}`);
        if (rendered.channel === 'sms') t.true(rendered.length.parts <= 3, `${kind} ${language}: ${rendered.text}`);
      }
    }
  }
});

test('[R4.5] a confirmation has everything: time, place, documents, information and the three links', (t) => {
  const { subject, text, html } = email('bookingConfirmed', { payload: { visits: [visit] } });
  t.is(subject, 'Potrditev termina: Osebna izkaznica, 5. 3. 2027 ob 9.30');
  for (const part of [
    'vaš obisk je potrjen.',
    'Kdaj: petek, 5. 3. 2027, ob 9.30',
    'Kje: Upravna enota Ljubljana, Krajevni urad Šentvid, Prušnikova ulica 106, 1210 Ljubljana - Šentvid',
    'Številka naročila: LJ-7K3M-9Q2P',
    '- stara osebna izkaznica',
    '- Vlogo odda uporabnik osebno.',
    ...Object.values(visit.links),
  ]) {
    t.true(text.includes(part), part);
  }
  for (const link of Object.values(visit.links)) t.true(html.includes(`href="${link}"`));
  t.regex(html, /<html lang="sl">/);
});

test('[R4.1] several visits are one message, in the dual and the plural', (t) => {
  const of = (count: number) =>
    email('bookingConfirmed', { payload: exampleOf('bookingConfirmed', 'sl', count) }).text.split('\n\n')[1];
  t.is(of(1), 'vaš obisk je potrjen.');
  t.is(of(2), 'vaša obiska sta potrjena.');
  t.is(of(3), 'vaši obiski so potrjeni.');
  t.is(of(5), 'vaši obiski so potrjeni.');
  t.is(email('bookingConfirmed', { payload: exampleOf('bookingConfirmed', 'sl', 3) }).calendars.length, 3);
  const list = (count: number) => email('unitDailyList', { payload: exampleOf('unitDailyList', 'sl', count) }).text;
  t.regex(list(2), /2 naročena obiska\./);
  t.regex(list(1), /Številka naročila: 482 915 6037/);
  t.regex(list(5), /5 naročenih obiskov\./);
  t.regex(list(0), /0 naročenih obiskov\.\n\nZa ta dan ni naročenih obiskov\./);
});

test('[R4.5] an SMS of several visits says each day and time once, and all numbers', (t) => {
  const other = { ...visit, reference: 'LJ-0000-0002', links: visit.links };
  const together = { visits: [visit, other] };
  const { text } = sms('bookingConfirmed', { payload: together });
  t.regex(text, /^Termina potrjena: .*5\. 3\. 2027 ob 9\.30, Upravna/);
  t.regex(text, /Št. naročila LJ-7K3M-9Q2P, LJ-0000-0002\./);
  t.is(text.match(/9\.30/g)?.length, 1);
  t.regex(sms('reminder', { payload: together }).text, /, 2 obiska\. /);
  t.notRegex(sms('reminder').text, /obisk/);
  const later = { ...other, startsAt: instant(visit.startsAt + 900_000) };
  const next = { ...other, startsAt: instant(visit.startsAt + 86_400_000) };
  const three = sms('visitLink', {
    payload: { visits: [next, visit, later] },
    template: { subject: '', body: '{when} {link}' },
  });
  t.regex(three.text, /^5\. 3\. 2027 ob 9\.30, 9\.45; 6\. 3\. 2027 ob 9\.30 https/);
  for (const language of messageLanguages) {
    for (const kind of ['bookingConfirmed', 'reminder'] as const) {
      const said = sms(kind, { language, payload: exampleOf(kind, language, 2) });
      t.true(said.length.parts <= 3 && !/[{}|]/.test(said.text), said.text);
    }
  }
});

test('[R4.5] who cancelled or moved is told in other words; an empty reason leaves no gap', (t) => {
  const payload = exampleOf('bookingCancelled', 'sl');
  t.regex(email('bookingCancelled').text, /svoj termin ste uspešno odpovedali\.\n\nStoritev:/);
  const byUnit = email('bookingCancelled', { payload: { ...payload, by: 'unit', reason: 'Okvara sistema.' } });
  t.regex(byUnit.text, /upravna enota je žal odpovedala vaš termin\.\n\nOkvara sistema\.\n\nStoritev:/);
});

test('[R9.4] nothing that a person wrote becomes markup, a link or a second line of the subject', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        '<script>x</script>',
        '"><img src=x onerror=y>',
        "' onclick='",
        '{link}',
        '[a]({link})',
        'a\r\nBcc: x@y.si',
      ),
      fc.string(),
      (bad, more) => {
        const name = `${bad}${more}`;
        const { html, subject } = email('bookingConfirmed', {
          payload: { visits: [{ ...visit, serviceName: name, documents: [name], counterName: name }] },
        });
        t.notRegex(html, /<script|<img|onclick='/);
        t.is(html.match(/<a /g)?.length, 3);
        t.notRegex(subject, /[\r\n]/);
      },
    ),
    { numRuns: 60 },
  );
  const odd = { ...visit, links: { ...visit.links, show: 'javascript:alert(1)' } };
  t.notRegex(email('bookingConfirmed', { payload: { visits: [odd] } }).html, /href="javascript/);
});

test('[R4.5] an SMS says what is needed and fits; č goes as UCS-2 or, if that is too long, as c', (t) => {
  const confirmed = sms('bookingConfirmed', { payload: { visits: [visit] } });
  t.is(confirmed.length.alphabet, 'ucs2');
  t.true(confirmed.length.parts <= 3);
  t.true(confirmed.text.endsWith(visit.links.show));
  t.regex(confirmed.text, /5\. 3\. 2027 ob 9\.30/);
  const english = sms('verificationCode', { language: 'en' });
  t.deepEqual([english.length.alphabet, english.length.parts], ['gsm7', 1]);
});

test('[R3.9] [R4.5] an SMS of an evacuation says what is proposed and confirms it; with nothing proposed it lets choose', (t) => {
  for (const language of messageLanguages) {
    const payload = exampleOf('evacuationProposal', language);
    const { text } = sms('evacuationProposal', { language, payload });
    const { accept, choose } = payload.links;
    t.true(text.includes(sayWhen(payload.proposed!.startsAt, language)), text);
    t.true(text.includes(payload.proposed!.locationName), text);
    t.deepEqual([text.includes(accept), text.includes(choose)], [true, false], text);
    const none = sms('evacuationProposal', { language, payload: { ...payload, proposed: null } }).text;
    t.deepEqual([none.includes(accept), none.includes(choose)], [false, true], none);
  }
  const check = (body: string) =>
    checkTemplate({ kind: 'evacuationProposal', channel: 'sms', language: 'sl' }, { subject: '', body });
  t.deepEqual(check('{when} {proposed: {newWhen}, {newPlace}: {accept}|{choose}}'), []);
  t.deepEqual(check('{when} {newWhen} {newPlace} {accept} {choose}'), []);
  t.deepEqual(check('{when} {proposed: Potrdite|Izberite}: {choose}'), [
    { problem: 'missingInForm', name: 'newWhen', choice: 'proposed', form: 1 },
    { problem: 'missingInForm', name: 'newPlace', choice: 'proposed', form: 1 },
    { problem: 'missingInForm', name: 'accept', choice: 'proposed', form: 1 },
  ]);
  t.deepEqual(
    check('{when} {proposed: {newWhen} {newPlace} {accept}|{accept}}').map(({ problem }) => problem),
    ['missingInForm'],
  );
  t.deepEqual(
    check('{when} {proposed: {newWhen} {newPlace} {accept} {offer}|{choose} {proposed}}').map(({ problem }) => problem),
    ['unknownPlaceholder', 'unknownPlaceholder'],
  );
});

test('[R4.5] an edited text is refused with what was expected', (t) => {
  const check = (body: string, subject = 'Potrditev', channel: 'email' | 'sms' = 'email') =>
    checkTemplate({ kind: 'bookingConfirmed', channel, language: 'sl' }, { subject, body });
  t.deepEqual(check('Pozdravljeni\n\n{visits}'), []);
  const table: [problems: readonly TemplateProblem[], expected: string[]][] = [
    [check(''), ['bodyEmpty', 'missingPlaceholder']],
    [check('{visits}', ''), ['subjectEmpty']],
    [check('{visits}', 'x'.repeat(121)), ['subjectTooLong']],
    [check('{visit}\n\n{visits}'), ['unknownPlaceholder']],
    [check('Ni obiska'), ['missingPlaceholder']],
    [check('Tu: {visits}'), ['blockInLine']],
    [check('{visits}\n\n{count: obisk|obiska}'), ['wrongForms']],
    [check('{visits}\n\n{when: a|b}'), ['noForms']],
    [check('{visits}\n\n[tu]({when})'), ['notALink']],
    [check('{visits}\n\n{when'), ['strayBrace']],
    [check('{when} {visits} {link}', '', 'sms'), ['unknownPlaceholder']],
    [check(`${'š'.repeat(300)} {when} {link}`, '', 'sms'), []],
    [check(`${'š'.repeat(500)} {when} {link}`, '', 'sms'), ['smsTooLong']],
    [check('{when}', '', 'sms'), ['missingPlaceholder']],
  ];
  for (const [problems, expected] of table)
    t.deepEqual(
      problems.map(({ problem }) => problem),
      expected,
    );
  const [unknown] = check('{visit}\n\n{visits}');
  t.true(unknown?.problem === 'unknownPlaceholder' && unknown.expected.includes('visits'));
});
