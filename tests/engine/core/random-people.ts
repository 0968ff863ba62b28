import fc from 'fast-check';

/** Callers of a random story: when they come, and when they lose patience; without it they wait. */
export const randomCallers = (most: number) =>
  fc.array(
    fc.record(
      { atMs: fc.integer({ min: 0, max: 120_000 }), hangsUpAfterMs: fc.integer({ min: 0, max: 200_000 }) },
      { requiredKeys: ['atMs'] },
    ),
    { minLength: 2, maxLength: most },
  );

/** Agents of a random story: when they come to work, and for how long. */
export const randomAgents = (count: number) =>
  fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 150_000 }), out: fc.integer({ min: 1, max: 150_000 }) }), {
    minLength: count,
    maxLength: count,
  });
