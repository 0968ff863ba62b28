import type { Knex } from 'knex';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { hashOf, newToken } from '../../../sql/calendar/token.ts';
import type { ServiceId, Slot } from '../../../sql/calendar/words.ts';

/** What the server was asked and what it answered, one statement after the other. */
type Statement = {
  readonly sql: string;
  readonly bindings: readonly unknown[];
  readonly rows: readonly Record<string, unknown>[];
};

/** As knex tells of a statement. */
type Asked = { readonly sql: string; readonly bindings?: readonly unknown[]; readonly __knexQueryUid?: string };

/** A free slot for each turn of each client stands in this table; see `scriptOfBooking`. */
export const slotTable = 'bench_slot';

/**
 * The statements of one booking, hold and confirmation with all that citizen and unit are told, as a script of pgbench:
 * the booking itself without Node, HTTP and pages. They are recorded from our own functions, so that it is always the
 * same transaction. What differs from booking to booking (slot, keys, ids that the server gave) is made by the script.
 */
export async function scriptOfBooking(
  db: Knex,
  deed: Deed,
  { services, slot, turns }: { services: readonly ServiceId[]; slot: Slot; turns: number },
): Promise<string> {
  const statements: Statement[] = [];
  const asked = new Map<string, number>();
  // Begin and commit are told of when they are asked, and never answered.
  const ask = ({ sql, bindings, __knexQueryUid: uid }: Asked): void => {
    if (uid !== undefined) asked.set(uid, statements.length);
    statements.push({ sql, bindings: bindings ?? [], rows: [] });
  };
  const answer = (response: unknown, { __knexQueryUid: uid }: Asked): void => {
    const place = asked.get(uid ?? '');
    const { rows } = (response ?? {}) as { rows?: readonly Record<string, unknown>[] };
    const statement = statements[place ?? -1];
    if (statement !== undefined && place !== undefined) statements[place] = { ...statement, rows: rows ?? [] };
  };
  const key = newToken();
  db.on('query', ask).on('query-response', answer);
  try {
    const held = await holdSlots(db, deed, { key, services, slots: [slot], language: 'sl' });
    const visitor = { name: 'Tine Novak', email: 'tine@example.si', phone: null, note: '' };
    const consent = { consentVersion: '1', informationConfirmed: true };
    const booked = await confirmBooking(db, deed, {
      key,
      visitor,
      ...consent,
      shown: [slot],
      viewToken: newToken(),
    });
    const told = statements.flatMap(({ rows }) => rows).find((row) => 'toldVersion' in row)?.toldVersion;
    if (typeof told !== 'string') throw new Error('What is told of a hold was not read before it was confirmed.');
    if (held.outcome !== 'held' || booked.outcome !== 'booked') throw new Error('The slot could not be booked.');
    const [visit] = booked.visits;
    if (visit === undefined) throw new Error('A booking has no visit.');
    return scriptOf(statements, {
      slot,
      turns,
      keyHash: hashOf(key),
      reference: visit.reference,
      given: [held.hold.bookingId, visit.appointmentId, told],
    });
  } finally {
    db.off('query', ask).off('query-response', answer);
  }
}

type Known = {
  readonly slot: Slot;
  readonly turns: number;
  readonly keyHash: Buffer;
  readonly reference: string;
  /** What the server gives each booking anew: ids of the booking and of its visit, and the version of what is told. */
  readonly given: readonly (number | string)[];
};

function scriptOf(statements: readonly Statement[], { slot, turns, keyHash, reference, given }: Known): string {
  const text = (name: string): string => `cast(:${name} as text)`;
  const own = (what: string): string =>
    `sha256(convert_to('${what} ' || ${text('round')} || ' ' || ${text('place')}, 'UTF8'))`;
  /** What was given, with the variable that holds it. */
  const variables = new Map<number | string, string>();
  let links = 0;
  const textWith = (value: string): string => {
    for (const [id, name] of variables) {
      const [before, ...after] = value.split(String(id));
      if (after.length > 0) return [before ?? '', ...after].map(textWith).join(` || ${text(name)} || `);
    }
    return quoted(value);
  };
  const expression = (value: unknown): string => {
    if (value === null || value === undefined) return 'null';
    if (typeof value === 'boolean') return String(value);
    if (Buffer.isBuffer(value)) {
      if (value.equals(keyHash)) return own('hold');
      links += 1;
      return own(`link ${links}`);
    }
    if (value instanceof Date) return value.getTime() === slot.startsAt ? ':startsAt' : quoted(value.toISOString());
    if (Array.isArray(value)) return `array[${value.map(expression).join(', ')}]`;
    if (typeof value === 'number') {
      const variable = variables.get(value);
      return variable !== undefined ? `:${variable}` : value === slot.counterId ? ':counterId' : String(value);
    }
    if (value === reference) return text('reference');
    return `(${textWith(String(value))})`;
  };
  const lines = [
    '\\set turn :turn + 1',
    `\\set place :client_id * ${turns} + :turn`,
    '\\set reference 3000000000 + :round * 1000000 + :place',
    `select counter_id as "counterId", starts_at as "startsAt" from ${slotTable} where place = :place \\gset`,
  ];
  for (const [number, { sql, bindings, rows }] of statements.entries()) {
    const asked = sql
      .replaceAll(/--.*$/gm, '')
      .replaceAll(/\s+/g, ' ')
      .replace(/;?\s*$/, '')
      .replaceAll(/'(?:[^']|'')*'/g, (literal) => quoted(literal.slice(1, -1).replaceAll("''", "'")))
      .replaceAll(/\$(\d+)/g, (_, place) => expression(bindings[Number(place) - 1]));
    const [row] = rows;
    const paths = given.flatMap((value) => (variables.has(value) ? [] : { value, path: pathTo(value, row) ?? [] }));
    const told = paths.filter(({ path }) => path.length > 0);
    for (const [place, { value }] of told.entries()) variables.set(value, `s${number}_${place}`);
    const columns = told.map(({ path: [column, ...inside] }, place) =>
      inside.length === 0 ? `"${column}" as "${place}"` : `"${column}" #>> '{${inside.join(',')}}' as "${place}"`,
    );
    const said = asked.trim();
    lines.push(
      told.length === 0 ? `${said};` : `select ${columns.join(', ')} from (${said}) as told \\gset s${number}_`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Where in an answer a value stands: its column, and inside of that when it is JSON; null: nowhere. */
function pathTo(value: number | string, within: unknown): readonly string[] | null {
  if (typeof within !== 'object' || within === null) return null;
  for (const [key, part] of Object.entries(within)) {
    if (part === value) return [key];
    const inside = pathTo(value, part);
    if (inside !== null) return [key, ...inside];
  }
  return null;
}

/** pgbench takes a colon and a word for a variable, in quotes too. */
function quoted(value: string): string {
  const plain = value.replaceAll("'", "''");
  if (!/:[A-Za-z_]/.test(plain)) return `'${plain}'`;
  return `U&'${plain.replaceAll('\\', '\\\\').replaceAll(':', '\\003a')}'`;
}
