import test from 'ava';
import { BadRegister, readPostDistricts, readUnits } from '../../main/places/read-register.ts';

const heading = 'ENOTA,PT_MID,PT_ID,PT_UIME,POV_KM2,D_OD,DV_OD,STATUS,CEN_E,CEN_N';
const line = 'PT,1,1270,Litija,40.2,2005/04/15,2005/04/15,V,486863,102016';
const file = (...lines: string[]): Buffer => Buffer.from(`\uFEFF${[heading, ...lines].join('\r\n')}\r\n`);

test('[R4.3] a register of post districts is read: mark at its start, metres of D96/TM to degrees', (t) => {
  t.deepEqual(readPostDistricts(file(line)), [
    { postCode: '1270', name: 'Litija', longitude: 14.83022, latitude: 46.05782 },
  ]);
  // The zone's own meridian is the proof that the projection is the right one.
  const [unit] = readUnits(Buffer.from('ENOTA,UE_ID,UE_UIME,CEN_E,CEN_N\nUE,1,Ajdovščina,500000,100000\n'));
  t.is(unit?.name, 'Ajdovščina');
  t.is(unit?.longitude, 15);
  t.true(Math.abs((unit?.latitude ?? 0) - 46.04) < 0.01);
});

const bad: readonly [string, Buffer, RegExp][] = [
  ['empty', Buffer.from(''), /no line below its heading/],
  ['heading only', file(), /no line below its heading/],
  ['another table', Buffer.from('a,b\n1,2\n'), /heading lacks ENOTA, PT_ID, PT_UIME, CEN_E, CEN_N/],
  ['units instead of districts', file(line.replace('PT,', 'UE,')), /Line 2, ENOTA: "UE" is not "PT"/],
  ['a post code of three digits', file(line, line.replace('1270', '127')), /Line 3, PT_ID: "127" is not a post code/],
  ['the same post code twice', file(line, line), /Line 3, PT_ID: "1270" is not new/],
  ['no name', file(line.replace('Litija', '')), /PT_UIME: "" is not a name/],
  [
    'another encoding',
    Buffer.concat([file(), Buffer.from(line.replace('Litija', 'Ko\xe8evje'), 'latin1')]),
    /a name in UTF-8/,
  ],
  ['no number', file(line.replace('486863', 'x')), /CEN_E: "x" is not a number of metres/],
  ['an empty number', file(line.replace('102016', '')), /CEN_N: "" is not a number of metres/],
  ['degrees', file(line.replace('486863', '14.83').replace('102016', '46.05')), /a point in Slovenia/],
  ['north and east exchanged', file(line.replace('486863,102016', '102016,486863')), /a point in Slovenia/],
  ['a field too few', file('PT,1,1270'), /Invalid Record Length/],
  ['an open quotation mark', file('PT,1,1270,"Litija'), /Quote/],
];

for (const [name, bytes, expected] of bad) {
  test(`[R4.3] a register is refused as a whole: ${name}`, (t) => {
    const error = t.throws(() => readPostDistricts(bytes), { instanceOf: BadRegister });
    t.regex(error?.message ?? '', expected);
  });
}
