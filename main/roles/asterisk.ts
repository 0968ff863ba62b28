import { hostname } from 'node:os';
import { join } from 'node:path';
import { startGuard } from '../../asterisk-conf/guard/guard.ts';
import { provideAsterisk } from '../../asterisk-conf/provide.ts';
import { trunkNetworks, usualWithoutEngine } from '../../asterisk-conf/settings.ts';
import { startAsterisk } from '../../asterisk-conf/start.ts';
import { waysOfDialling } from '../../dialplan/number-plan.ts';
import { openDatabase } from '../../sql/database.ts';
import { listenForConfigurationChanges } from '../../sql/line/listen-for-configuration-changes.ts';
import { listPhones } from '../../sql/people/list-phones.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { checkSipCertificate } from '../sip-certificate.ts';
import { Trouble } from '../trouble.ts';
import { locateTrunk, ownTrunk } from '../trunk-registrar.ts';
import { type AsteriskDetails, asteriskOptionsSchema } from './options.ts';
import { runRole } from './role.ts';
import { provideWaitPrompt, waitPromptName } from './wait-prompt.ts';

/** The role `asterisk`: a real Asterisk of our own, its phones always those of the database. */
runRole(asteriskOptionsSchema, async (options, { log, progress }) => {
  const db = openDatabase(options.databaseUrl, { applicationName: 'uenarocanje-asterisk', poolMax: 2 });
  const root = await provideAsterisk({ cacheFolder: options.cacheFolder, report: progress });
  const line = await readSetting(db, 'line');
  if (line === null) {
    throw new Trouble(
      'The database does not say the number of the line.',
      'Set it (setting "line"), or start with an empty database for the sample.',
    );
  }
  const phones = await listPhones(db);
  const soundsFolder = join(options.dataFolder, 'sounds');
  let waitPrompt = await provideWaitPrompt(db, soundsFolder);
  const trunk = await locateTrunk(ownTrunk, options.trunk, options.sip.host);
  if (options.sipTls !== null) {
    const validTo = await checkSipCertificate(options.sipTls);
    if (validTo.getTime() < Date.now()) log.warn({ validTo }, 'the certificate of SIP over TLS is no longer valid');
  }
  progress(`Asterisk ${root.version} is starting.`);
  const asterisk = await startAsterisk({
    root,
    dataFolder: options.dataFolder,
    log,
    settings: {
      hostname: hostname(),
      sip: { ...options.sip, tlsPort: options.sipTls?.port ?? null, certificate: options.sipTls },
      rtp: options.rtp,
      http: { host: '127.0.0.1', port: options.httpPort },
      ariUser: options.ariUser,
      ariPassword: options.ariPassword,
      application: 'uenarocanje',
      number: line.number,
      aliases: waysOfDialling(line),
      trunks: [trunk],
      phones,
      waitPrompt: waitPromptName,
      musicFolder: null,
      withoutEngine: { ...usualWithoutEngine, queueAfterSeconds: options.queueAfterSeconds },
      callRecords: false,
      prometheus: false,
    },
  });

  const { sipBans } = options;
  const guard = await startGuard({
    ari: asterisk.ari,
    logFolder: asterisk.logFolder,
    log,
    policy: {
      failures: sipBans.after,
      withinSeconds: 600,
      banSeconds: sipBans.minutes * 60,
      never: [...sipBans.never, ...trunkNetworks(trunk)],
    },
  });

  // A list that is the same is not read again: calls of a phone that is being read anew wait a moment.
  let known = JSON.stringify(phones);
  let following = Promise.resolve();
  const follow = async (): Promise<void> => {
    const changed = await listPhones(db);
    if (JSON.stringify(changed) === known) return;
    await asterisk.reloadPhones(changed);
    known = JSON.stringify(changed);
    log.info({ phones: changed.length }, 'phones were changed and read anew');
  };
  const followWaitPrompt = async (): Promise<void> => {
    const before = waitPrompt;
    waitPrompt = await provideWaitPrompt(db, soundsFolder);
    if (waitPrompt !== before) log.info({ versionId: waitPrompt }, 'the prompt for the time without an engine changed');
  };
  const listener = await listenForConfigurationChanges(
    options.databaseUrl,
    () => {
      following = following
        .then(follow)
        .catch((error) => log.error({ err: error }, 'changed phones could not be read anew'))
        .then(followWaitPrompt)
        .catch((error) => log.error({ err: error }, 'the changed wait prompt could not be made'));
    },
    { onTrouble: (error) => log.warn({ err: error }, 'changes of phones and prompts are not heard for now') },
  );

  const details: AsteriskDetails = {
    ari: asterisk.ari,
    sip: { host: asterisk.sip.host, port: asterisk.sip.port },
    soundsFolder: asterisk.soundsFolder,
    soundUriPrefix: asterisk.soundUriPrefix,
    recordingFolder: asterisk.recordingFolder,
  };
  return {
    details,
    fallen: asterisk.exited.then(({ code, signal }) => `Asterisk ended by itself (${signal ?? `code ${code}`}).`),
    async close() {
      await listener.close();
      await following;
      await guard.close();
      await asterisk.close();
      await db.destroy();
    },
    async abort() {
      process.kill(asterisk.pid, 'SIGKILL');
      await asterisk.exited;
    },
  };
});
