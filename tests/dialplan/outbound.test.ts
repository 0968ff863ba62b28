import test from 'ava';
import {
  type DialRefusal,
  dialledForm,
  type OutboundRule,
  refusalOfNumber,
  usualOutboundRule,
} from '../../dialplan/outbound.ts';

const line = { number: '38615551234', aliases: ['015551234'] };

const usual: readonly (readonly [what: string, number: string, refusal: DialRefusal | null])[] = [
  ['Ljubljana', '38614781234', null],
  ['Maribor', '38622345678', null],
  ['Celje', '38634281234', null],
  ['Kranj', '38642011234', null],
  ['Koper', '38656401234', null],
  ['Novo mesto', '38673931234', null],
  ['a mobile of Telekom', '38641123456', null],
  ['a mobile of A1', '38640123456', null],
  ['a mobile of Telemach', '38670123456', null],
  ['a mobile of T-2', '38664123456', null],
  ['a number at no place', '38659012345', null],
  ['premium 090', '38690123456', 'kind'],
  ['premium 089', '38689123456', 'kind'],
  ['free 080', '38680123456', 'kind'],
  ['an emergency number', '386112', 'notANumber'],
  ['a number that is too short', '3864112345', 'kind'],
  ['a number that is too long', '386411234567', 'notANumber'],
  ['Austria', '4319999999', 'foreign'],
  ['an expensive island', '881612345678', 'foreign'],
  ['a satellite', '8823456789012', 'foreign'],
  ['no number', '', 'notANumber'],
  ['a number with plus', '+38641123456', 'notANumber'],
  ['a channel', 'PJSIP/101', 'notANumber'],
  ['a number with a context', '38641123456@trunk', 'notANumber'],
  ['our own number', '38615551234', 'ourNumber'],
];

for (const [what, number, refusal] of usual) {
  test(`[R9.4] ${what}: ${refusal ?? 'may be dialled'}`, (t) => {
    t.is(refusalOfNumber(usualOutboundRule, line, number), refusal);
  });
}

test('[R9.4] the rule is data: kinds, countries and numbers that are refused', (t) => {
  const rule = (change: Partial<OutboundRule>): OutboundRule => ({ ...usualOutboundRule, ...change });
  t.is(refusalOfNumber(rule({ kinds: ['geographic'] }), line, '38641123456'), 'kind');
  t.is(refusalOfNumber(rule({ countries: ['43'] }), line, '43199999999'), null);
  t.is(refusalOfNumber(rule({ countries: ['43'] }), line, '491701234567'), 'foreign');
  t.is(refusalOfNumber(rule({ refused: ['38641999'] }), line, '38641999888'), 'refusedByRule');
  t.is(refusalOfNumber(rule({ countries: ['43'], refused: ['43900'] }), line, '43900123456'), 'refusedByRule');
});

test('the number goes out as the company wants it', (t) => {
  t.is(dialledForm({ format: 'international' }, '38641123456'), '+38641123456');
  t.is(dialledForm({ format: 'national' }, '38641123456'), '041123456');
  t.is(dialledForm({ format: 'national' }, '43199999999'), '0043199999999');
});
