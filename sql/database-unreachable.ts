/** The database can not be used; `message` is a sentence for the operator and never holds the password. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

/** A database URL as people may read it: without password and parameters. */
export function publicUrl(url: string): string {
  if (!URL.canParse(url)) return 'the given DATABASE_URL';
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

type Failure = { readonly code: string | undefined; readonly message: string };

/** What stands behind an error of `pg` or of the socket; Node wraps one refusal for each address of a host in one error. */
function failureOf(error: unknown): Failure {
  if (error instanceof AggregateError && error.errors.length > 0) return failureOf(error.errors[0]);
  if (!(error instanceof Error)) return { code: undefined, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { code, message: error.message };
}

/**
 * Says what to do about a failed connection.
 * Codes: https://www.postgresql.org/docs/18/errcodes-appendix.html and those of Node's sockets.
 */
export function explainConnectionFailure(url: string, error: unknown): DatabaseUnreachable {
  const where = publicUrl(url);
  const { code, message } = failureOf(error);
  return new DatabaseUnreachable(`${sentenceFor(code, where, message)}`, { cause: error });
}

function sentenceFor(code: string | undefined, where: string, message: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `Nobody answers at ${where}. Start PostgreSQL there, or correct host and port in DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${where} has no address. Correct the host name in DATABASE_URL.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `The host of ${where} can not be reached. Check the network and the host in DATABASE_URL.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${where} refuses this user or password. Correct both in DATABASE_URL.`;
    case '3D000':
      return `PostgreSQL answers, but the database of ${where} does not exist. Create it (createdb), or correct its name in DATABASE_URL.`;
    case '42501':
      return `The user of ${where} may not do this: ${message}. Grant CREATE on the database to this user.`;
    case '53300':
      return `PostgreSQL at ${where} has no connection left. Raise max_connections, or stop what holds them.`;
    case '57P03':
      return `PostgreSQL at ${where} is starting or stopping. Try again in a moment.`;
    default:
      return `The database at ${where} can not be used: ${message}. Check DATABASE_URL.`;
  }
}
