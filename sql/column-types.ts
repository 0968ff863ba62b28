import pg from 'pg';

const { builtins } = pg.types;

/**
 * How columns arrive in TypeScript, for our connections only (the driver's global table stays as it is):
 * - timestamptz is an Instant (milliseconds), as everywhere in the engine; write it as `new Date(instant)`;
 * - bigint and numeric are numbers: ours are sequences, milliseconds and seconds, far below 2^53;
 * - date stays text "2026-12-25": as a Date it would be another day in another time zone.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(oid, format);
    switch (oid) {
      case builtins.TIMESTAMPTZ:
        return (text: string) => Date.parse(text);
      case builtins.INT8:
      case builtins.NUMERIC:
        return Number;
      case builtins.DATE:
        return (text: string) => text;
      default:
        return pg.types.getTypeParser(oid, format);
    }
  },
};
