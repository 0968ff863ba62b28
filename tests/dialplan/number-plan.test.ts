import test from 'ava';
import fc from 'fast-check';
import { isOurNumber, normaliseCaller, presentNumber, waysOfDialling } from '../../dialplan/number-plan.ts';

const line = { number: '38615551234', aliases: [] };

for (const called of [
  '38615551234',
  '+38615551234',
  '0038615551234',
  '015551234',
  '15551234',
  '01 555 12 34',
  '(01) 555-12-34',
  'sip:015551234@10.0.0.1',
  '<sip:+38615551234@ims.example;user=phone>',
  'tel:+386-1-555-12-34',
  '+38615551234;npdi',
]) {
  test(`[R1.1] ${called} is our number`, (t) => {
    t.true(isOurNumber(line, called));
    t.true(isOurNumber({ number: '38640000000', aliases: ['015551234'] }, called), 'as an alias');
  });
}

for (const called of [
  '',
  ' ',
  's',
  'anonymous',
  '015551235',
  '0155512345',
  '01555123',
  '5551234',
  '+15551234',
  '0015551234',
  '+015551234',
  '38638615551234',
  '+43015551234',
  '15551234@',
  '*11',
  '1555123４',
  `38615551234${'0'.repeat(40)}`,
  'sip:@015551234',
]) {
  // "15551234@" has our number as its user part.
  const ours = called === '15551234@';
  test(`[R1.1] ${JSON.stringify(called).slice(0, 60)} is ${ours ? '' : 'not '}our number`, (t) => {
    t.is(isOurNumber(line, called), ours);
  });
}

test('[R1.1] an alias that is no whole number is taken as it stands', (t) => {
  const extension = { number: '38615551234', aliases: ['5551234', 'narocanje'] };
  t.true(isOurNumber(extension, '5551234'));
  t.true(isOurNumber(extension, 'sip:narocanje@upravne-enote.example'));
  t.false(isOurNumber(extension, '05551234'));
  t.false(isOurNumber({ number: '38615551234', aliases: [''] }, ''));
});

const callers: readonly (
  | readonly [given: string, kept: string, shown: string]
  | readonly [given: string, kept: null, shown: null]
)[] = [
  ['015551234', '38615551234', '01 555 12 34'],
  ['+38615551234', '38615551234', '01 555 12 34'],
  ['0038615551234', '38615551234', '01 555 12 34'],
  ['38615551234', '38615551234', '01 555 12 34'],
  ['15551234', '38615551234', '01 555 12 34'],
  ['041123456', '38641123456', '041 123 456'],
  ['41123456', '38641123456', '041 123 456'],
  ['+386 (0)41 123 456', '38641123456', '041 123 456'],
  ['080 12 34', '386801234', '080 1234'],
  ['"Janez" <sip:031123456@trunk.example;user=phone>', '38631123456', '031 123 456'],
  ['sips:+38631123456;phone-context=si@trunk.example:5061', '38631123456', '031 123 456'],
  ['+4315012345', '4315012345', '+43 1 5012345'],
  ['00390612345678', '390612345678', '+39 06 1234 5678'],
  ['12025550123', '12025550123', '+1 202 555 0123'],
  ['', null, null],
  ['anonymous', null, null],
  ['Anonymous', null, null],
  ['withheld', null, null],
  ['unavailable', null, null],
  ['sip:anonymous@anonymous.invalid', null, null],
  ['+', null, null],
  ['0', null, null],
  ['00', null, null],
  ['101', null, null],
  ['112', null, null],
  ['04112345a', null, null],
  ['+386411234567', null, null],
  ['+999123456789', null, null],
  ['٠٤١١٢٣٤٥٦', null, null],
  ['1'.repeat(40), null, null],
  [`00386${'4'.repeat(35)}`, null, null],
];

for (const [given, kept, shown] of callers) {
  test(`[R2.10] caller ${JSON.stringify(given).slice(0, 60)} is kept as ${kept} and shown as ${shown}`, (t) => {
    const normal = normaliseCaller(given);
    t.is(normal, kept);
    t.is(normal === null ? null : presentNumber(normal), shown);
  });
}

test('[R2.10] law: a kept number is E.164, keeps itself however it is sent, and any input is taken', (t) => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789+- ()@;<>:'), maxLength: 24 }));
  fc.assert(
    fc.property(text, (given) => {
      const kept = normaliseCaller(given);
      isOurNumber(line, given);
      if (kept === null) return;
      if (!/^[1-9]\d{4,14}$/.test(kept)) throw new Error(`kept ${kept}`);
      for (const again of [`+${kept}`, `00${kept}`, `sip:+${kept}@trunk.example`]) {
        if (normaliseCaller(again) !== kept) throw new Error(`${again} became ${normaliseCaller(again)}`);
      }
      presentNumber(kept);
    }),
    { numRuns: 3_000 },
  );
  t.pass();
});

test('[R2.10] law: each Slovene number is kept the same in all its forms', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom('1', '2', '3', '4', '5', '7'),
      fc.integer({ min: 2_000_000, max: 7_999_999 }),
      (area, rest) => {
        const national = `${area}${rest}`;
        for (const form of [`0${national}`, `+386${national}`, `00386${national}`]) {
          if (normaliseCaller(form) !== `386${national}`) throw new Error(form);
        }
      },
    ),
  );
  t.pass();
});

test('[R1.1] [R9.2] Asterisk’s own plan is given every way of dialling us, and no other', (t) => {
  const five = ['+38615551234', '0038615551234', '38615551234', '015551234', '15551234'];
  t.deepEqual([...waysOfDialling(line)].sort(), [...five].sort());
  t.deepEqual([...waysOfDialling({ number: '015551234', aliases: ['+386 1 555 12 34'] })].sort(), [...five].sort());
  const more = { number: '38615551234', aliases: ['5551234', 'narocanje', '041123456'] };
  t.deepEqual(waysOfDialling(more).length, five.length * 2 + 1);
  for (const way of waysOfDialling(more)) t.true(isOurNumber(more, way), way);
});
