import type { ErrorStatus } from './request-error.ts';
import { errorStatuses } from './request-error.ts';

/** Errors of the parts that we use carry a status; a database that is away is not our bug. */
export function statusOf(error: unknown): ErrorStatus {
  if (typeof error !== 'object' || error === null) return 500;
  if (isDatabaseAway(error)) return 503;
  const status: unknown = 'status' in error ? error.status : 500;
  const known = errorStatuses.find((candidate) => candidate === status);
  if (known !== undefined) return known;
  return typeof status === 'number' && status >= 400 && status < 500 ? 400 : 500;
}

/**
 * Codes of sockets and of PostgreSQL classes 08 (connection) and 57P (operator intervention). knex has no code for its
 * own time-out, nor has pg for a connection that broke between two statements of a transaction, in front of whose words
 * knex writes the statement.
 */
function isDatabaseAway(error: object): boolean {
  const code: unknown = 'code' in error ? error.code : undefined;
  if (
    typeof code === 'string' &&
    /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|08\w{3}|57P\d\d|53300)$/.test(code)
  )
    return true;
  if (error instanceof AggregateError)
    return error.errors.some((inner) => typeof inner === 'object' && inner !== null && isDatabaseAway(inner));
  const name = error instanceof Error ? error.name : '';
  return (
    name === 'KnexTimeoutError' ||
    (error instanceof Error &&
      /(?:^| - )(?:Connection terminated|Client (?:has encountered a connection error|was closed) and is not queryable|timeout (?:expired|exceeded when trying to connect))/.test(
        error.message,
      ))
  );
}

/** Messages of errors can quote what people typed; the stack's first line is left out, the code says the kind. */
export function describedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const foreign = 'code' in error || error.name === 'error';
  return { name: error.name, ...code, ...(foreign ? {} : { message: error.message }), stack };
}
