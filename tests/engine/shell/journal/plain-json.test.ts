import test from 'ava';
import fc from 'fast-check';
import { decodePlain, encodePlain } from '../../../../engine/shell/journal/plain-json.ts';

const key = fc.oneof(fc.string(), fc.constantFrom('$map', '$set', '$$map', '$', '__proto__', 'constructor', 'length'));
const { world } = fc.letrec((tie) => ({
  world: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('world')),
    fc.array(fc.tuple(key, tie('world'))).map((pairs) => Object.fromEntries(pairs)),
    fc.array(fc.tuple(tie('world'), tie('world'))).map((pairs) => new Map(pairs)),
    fc.array(tie('world')).map((members) => new Set(members)),
  ),
}));

test('[R9.2] law: a world of plain data, Maps and Sets comes back as it was', (t) => {
  fc.assert(
    fc.property(world, (given) => {
      t.deepEqual(decodePlain(encodePlain(given)), given);
    }),
    { numRuns: 1_000 },
  );
});

test('[R9.2] undefined properties are left out, and the order of Maps is kept', (t) => {
  t.deepEqual(decodePlain(encodePlain({ a: undefined, b: 1 })), { b: 1 });
  const map = new Map([
    ['z', 1],
    ['a', 2],
    ['5', 3],
  ]);
  t.deepEqual([...(decodePlain(encodePlain(map)) as Map<string, number>).keys()], ['z', 'a', '5']);
});

class Call {}
for (const [name, value, way] of [
  ['NaN', { calls: [{ at: Number.NaN }] }, 'world.calls[0].at'],
  ['Infinity', new Map([['a', Number.POSITIVE_INFINITY]]), 'world.get(a)'],
  ['undefined in a list', [undefined], 'world[0]'],
  ['a hole in a list', new Array(2).fill(1, 0, 1), 'world[1]'],
  ['a date', { at: new Date(0) }, 'world.at'],
  ['a class instance', { call: new Call() }, 'world.call'],
  ['a function', { run: () => 1 }, 'world.run'],
  ['a bigint', { n: 1n }, 'world.n'],
  ['a symbol', { s: Symbol('s') }, 'world.s'],
] as const) {
  test(`[R9.2] ${name} cannot be kept, and the way to it is told`, (t) => {
    const error = t.throws(() => encodePlain(value), { instanceOf: TypeError });
    t.true(error.message.startsWith(`${way} cannot be kept`), error.message);
  });
}
