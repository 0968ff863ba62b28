import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { ConfigurationContradiction } from '../../sql/line/configuration-contradiction.ts';
import { listenForConfigurationChanges } from '../../sql/line/listen-for-configuration-changes.ts';
import { type ApprovedPrompt, readApprovedPrompts } from '../../sql/line/read-approved-prompts.ts';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import type { Configuration } from '../core/configuration.ts';
import { instant } from '../core/ids.ts';
import type { ConfigurationView } from '../core/views.ts';
import {
  configurationWarnings,
  type Trunk,
  withLegLimit,
  withOutboundSide,
} from './configured/configuration-warnings.ts';
import { offerConfiguration } from './configured/offered-configuration.ts';
import { provideStudioSounds } from './studio-sounds.ts';
import { within } from './within.ts';

/** How long a start waits for a database that may be hung, when it could do without. */
export const databaseAnswersWithinMs = 1_500;

/** All that is configured, of one moment. */
export type Configured = { readonly configuration: Configuration; readonly prompts: readonly ApprovedPrompt[] };

/**
 * Where the configuration comes from: the database, which tells when it changed, and a copy on the local disk for
 * the start while the database is away (R9.2: the line answers).
 */
export class ConfigurationSource {
  readonly #db: Knex;
  readonly #copy: string;
  readonly #soundsFolder: string;
  readonly #log: Logger;
  /** What is used is the copy; the database may have something newer. */
  #stale = false;
  #refused: ConfigurationView['refused'] = null;
  #warnings: ConfigurationView['warnings'] = [];
  readonly #trunks: readonly Trunk[] | null;
  readonly #legLimit: number | null;

  /**
   * Studio recordings of approved prompts are brought to `soundsFolder` before their configuration is given out.
   * `trunks` are those of our own Asterisk, and `legLimit` how many legs it can have; null: it is an operator's.
   */
  constructor(
    db: Knex,
    dataFolder: string,
    soundsFolder: string,
    log: Logger,
    trunks: readonly Trunk[] | null = null,
    legLimit: number | null = null,
  ) {
    this.#trunks = trunks;
    this.#legLimit = legLimit;
    this.#db = db;
    this.#copy = join(dataFolder, 'configuration.json');
    this.#soundsFolder = soundsFolder;
    this.#log = log;
  }

  /** What is configured and not used, for whoever watches the line. */
  get view(): ConfigurationView {
    return { refused: this.#refused, warnings: this.#warnings };
  }

  /**
   * From the database, or from the copy when there is no database or it does not answer soon: the line must not wait
   * for it. @throws when there is neither
   */
  async read(): Promise<Configured> {
    try {
      const fresh = this.#readDatabase();
      return await (existsSync(this.#copy) ? within(databaseAnswersWithinMs, 'the configuration', fresh) : fresh);
    } catch (error) {
      if (!existsSync(this.#copy)) throw error;
      this.#stale = true;
      this.#log.warn({ err: error }, 'the configuration can not be read from the database; the last known one is used');
      const copy = JSON.parse(await readFile(this.#copy, 'utf8')) as Configured;
      return { ...copy, configuration: withLegLimit(copy.configuration, this.#legLimit) };
    }
  }

  /**
   * Calls back with each new configuration. One that contradicts itself is reported and the old one stays; `judged`
   * hears of both.
   */
  async follow(
    url: string,
    changed: (configured: Configured) => Promise<void>,
    judged: () => void = () => undefined,
  ): Promise<{ close(): Promise<void> }> {
    let reading = Promise.resolve();
    const readAnew = (): void => {
      reading = reading
        .then(() => this.#readDatabase())
        .then(changed)
        .catch((error: unknown) =>
          this.#log.error({ err: error }, 'the changed configuration is not used; the one before stays'),
        )
        .then(judged);
    };
    let heard = true;
    const listener = await listenForConfigurationChanges(url, readAnew, {
      onTrouble: (error) => {
        heard = false;
        this.#log.warn({ err: error }, 'changes of the configuration are not heard for now');
      },
    });
    // A listener that comes through later reads by itself.
    if (this.#stale && heard) readAnew();
    return {
      async close() {
        await listener.close();
        // What is being read writes its copy first; a database that hangs is not waited for.
        await within(databaseAnswersWithinMs, 'the end of the reading', reading).catch(() => undefined);
      },
    };
  }

  async #readDatabase(): Promise<Configured> {
    try {
      const configured = await this.#readOffered();
      this.#refused = null;
      return configured;
    } catch (error) {
      if (error instanceof ConfigurationContradiction) {
        const since = this.#refused?.since ?? instant(Date.now());
        this.#refused = { since, problems: error.problems };
      }
      throw error;
    }
  }

  async #readOffered(): Promise<Configured> {
    // Both of one moment: a text that was approved in between would be named by one and unknown to the other.
    const { configuration, prompts } = await this.#db.transaction(
      async (trx) => ({ configuration: await readConfiguration(trx), prompts: await readApprovedPrompts(trx) }),
      { isolationLevel: 'repeatable read', readOnly: true },
    );
    const dialling = withOutboundSide(offerConfiguration(configuration), this.#trunks);
    const offered = withLegLimit(dialling, this.#legLimit);
    const configured = { configuration: offered, prompts };
    const warnings = configurationWarnings(configuration, this.#trunks);
    const withdrawn = languagesOf(configuration).filter((one) => !languagesOf(configured.configuration).includes(one));
    if (withdrawn.length > 0) {
      this.#log.warn({ languages: withdrawn }, 'languages are not offered, because texts of theirs are not approved');
    }
    if (warnings.length > 0) this.#log.warn({ warnings }, 'something of the configuration can not do what it says');
    await provideStudioSounds(this.#db, this.#soundsFolder, prompts);
    await this.#keepCopy(configured);
    this.#warnings = warnings;
    return configured;
  }

  /** A full disk does not keep the line from what it was told; the copy is then that of before. */
  async #keepCopy(configured: Configured): Promise<void> {
    const draft = `${this.#copy}.new`;
    try {
      await writeFile(draft, JSON.stringify(configured), { mode: 0o600 });
      await rename(draft, this.#copy);
    } catch (error) {
      this.#log.error(
        { err: error },
        'the configuration is used, and its copy for the day without a database is not kept',
      );
      // What is left of it takes room that the disk may lack; if it stays, the next copy is written over it.
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }
}

/** The languages that callers can choose. */
function languagesOf({ flow }: Configuration): readonly string[] {
  const choices = Object.values(flow.nodes).flatMap((node) =>
    node.kind === 'choice' ? [...Object.values(node.keys), node.otherwise] : [],
  );
  return [...new Set(choices.flatMap(({ language }) => language ?? []))];
}
