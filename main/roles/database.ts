import { startPostgres } from '../database/postgres.ts';
import { type DatabaseDetails, databaseOptionsSchema } from './options.ts';
import { runRole } from './role.ts';

/** The role `database`: a PostgreSQL of our own, unless the operator has one. */
runRole(databaseOptionsSchema, async ({ folder, port, password }, { log, progress }) => {
  progress('PostgreSQL is starting.');
  const postgres = await startPostgres({
    folder,
    port,
    user: 'uenarocanje',
    password,
    database: 'uenarocanje',
    onLine: (line) => log.info(line),
  });
  const details: DatabaseDetails = { url: postgres.url };
  return { details, fallen: postgres.fallen, close: () => postgres.close(), abort: () => postgres.abort() };
});
