import { defaultFlow } from '../dialplan/default-flow.ts';
import { instant } from '../engine/core/ids.ts';
import { samplePrompts } from '../prompts/sample-prompts.ts';
import { openDatabase } from '../sql/database.ts';
import { migrate } from '../sql/migrate.ts';
import { findUserForSignIn } from '../sql/people/find-user-for-sign-in.ts';
import { loadSample } from '../sql/sample.ts';
import { writeSetting } from '../sql/settings/write-setting.ts';
import { hashPassword, isPassword, samplePassword } from './password.ts';
import type { Stack } from './stack.ts';

export type Prepared = {
  readonly migrations: readonly string[];
  /** Whether the sample was loaded now. */
  readonly loaded: boolean;
  readonly number: string;
  readonly phones: Stack['phones'];
  /** Those whose password is still the sample's; a changed one is nobody's to print. */
  readonly signIns: Stack['signIns'];
};

/**
 * Brings the database to this version and gives an empty one the sample.
 * @throws DatabaseUnreachable, MigrationChanged
 */
export async function prepareDatabase(url: string, lineNumber: string, sampleSecret: string): Promise<Prepared> {
  const db = openDatabase(url, { applicationName: 'uenarocanje-start', poolMax: 2 });
  try {
    const migrations = await migrate(db);
    const sample = await loadSample(db, {
      passwordFor: (name) => samplePassword(sampleSecret, name),
      hashPassword,
      flow: defaultFlow,
      prompts: samplePrompts,
      now: instant(Date.now()),
    });
    if (sample.loaded && lineNumber !== sample.number) {
      await writeSetting(db, 'line', { number: lineNumber, aliases: aliasesOf(lineNumber) });
    }
    const signIns: { role: string; user: string; password: string }[] = [];
    for (const { role, user } of sample.signIns) {
      const password = samplePassword(sampleSecret, user);
      const known = await findUserForSignIn(db, user);
      if (known !== null && (await isPassword(known.passwordHash, password))) signIns.push({ role, user, password });
    }
    return {
      migrations,
      loaded: sample.loaded,
      number: sample.loaded ? lineNumber : sample.number,
      phones: [...sample.phones],
      signIns,
    };
  } finally {
    await db.destroy();
  }
}

/** How else trunks send a number: with plus, with 00, and as people of the country dial it. */
export function aliasesOf(number: string): string[] {
  const abroad = [`+${number}`, `00${number}`];
  return number.startsWith('386') ? [`0${number.slice(3)}`, ...abroad] : abroad;
}
