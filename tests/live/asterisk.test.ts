import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { PortOccupied } from '../../asterisk-conf/free-port.ts';
import { isRunning } from '../../asterisk-conf/process-record.ts';
import { AsteriskFolderInUse, type AsteriskInstance } from '../../asterisk-conf/start.ts';
import { encodeWav, loudness, secondsOfTone, tone } from '../../main/demonstration/sound.ts';
import { withCaller } from '../../main/demonstration/test-phone.ts';
import { firstCallOf } from './first-call.ts';
import { passwordOf, phonesOf, settingsOfTests, startIn, withFolder, withOwnAsterisk } from './own-asterisk.ts';
import { phonesCall, registration, runSipp, strangersCall } from './sipp.ts';

const stranger = '127.0.0.3';

const registers = (asterisk: AsteriskInstance, user: string, password = passwordOf(user)): Promise<boolean> =>
  runSipp({ scenario: registration(200), server: asterisk.sip, service: user, caller: user, password });

test.serial('[R2.1] [R9.4] a phone registers by digest; a wrong password and a stranger are refused and noted', (t) =>
  withOwnAsterisk({}, async (asterisk) => {
    t.true(await registers(asterisk, '101'));
    t.regex(await asterisk.command('pjsip show contacts'), /101\/sip:101@127\.0\.0\.1/);

    const wrong = { server: asterisk.sip, service: '102', caller: '102', password: 'wrong-password' };
    t.true(await runSipp({ ...wrong, scenario: registration(401) }));
    const nobody = { server: asterisk.sip, from: stranger, service: '999', caller: '999', password: passwordOf('101') };
    t.true(await runSipp({ ...nobody, scenario: registration(401) }), 'an unknown name looks like a wrong password');
    t.notRegex(await asterisk.command('pjsip show contacts'), /(102|999)\/sip/);

    const call = { server: asterisk.sip, from: stranger, service: '015551234', caller: '041000000' };
    t.true(await runSipp({ ...call, scenario: strangersCall }));
    const security = await readFile(join(asterisk.logFolder, 'security.log'), 'utf8');
    t.regex(security, /SecurityEvent="(ChallengeResponseFailed|InvalidPassword)"[^\n]*AccountID="102"/);
    t.regex(security, new RegExp(`SecurityEvent="[^"]*"[^\\n]*RemoteAddress="IPV4/UDP/${stranger}/`));
  }),
);

test.serial('[R9.4] what a phone dials reaches neither the trunk nor another phone', (t) =>
  withOwnAsterisk({}, async (asterisk) => {
    const phone = { server: asterisk.sip, caller: '101', password: passwordOf('101') };
    for (const number of ['041999888', '+38641999888', '0038615551234', '102', '*2', 'trunk-sample', 'h']) {
      // One letter could still become a longer name: "address incomplete".
      const refused = number === 'h' ? 484 : 403;
      t.true(await runSipp({ ...phone, service: number, scenario: phonesCall(refused) }), `${number} is refused`);
    }
    t.true(await runSipp({ ...phone, service: '*11', scenario: phonesCall(500) }), 'no engine, no feature code');
    t.regex(await asterisk.command('core show channels'), /0 active channels/);
  }),
);

test.serial('[R2.1] phones are read anew while Asterisk runs', (t) =>
  withOwnAsterisk({}, async (asterisk) => {
    t.true(await registers(asterisk, '101'));
    await asterisk.reloadPhones([
      ...phonesOf('103'),
      { username: '102', password: 'another-password', transport: 'udp', mediaEncryption: 'no' },
    ]);
    t.false(await registers(asterisk, '101'), 'removed');
    t.false(await registers(asterisk, '102'), 'its old password is no longer good');
    t.true(await registers(asterisk, '102', 'another-password'));
    t.true(await registers(asterisk, '103'));
    await t.throwsAsync(asterisk.reloadPhones([...phonesOf('103'), ...phonesOf('10\n[x]')]), {
      message: /phones\[1\]/,
    });
    t.true(await registers(asterisk, '103'), 'a refused list changes nothing');
  }),
);

test.serial('[R9.2] without an engine the caller is answered, hears the prompt and music, and is taken over', (t) =>
  withOwnAsterisk({ waitPrompt: 'wait' }, async (asterisk) => {
    await writeFile(join(asterisk.soundsFolder, 'wait.wav'), encodeWav(tone(1000, 1)));
    await withCaller({ sip: asterisk.sip, from: '041999888', to: '015551234' }, async (call) => {
      const calledAt = Date.now() / 1000;
      t.true(await call.answered);
      await call.media.hears(1000);
      const taken = await firstCallOf(asterisk);
      t.deepEqual(taken.args.slice(0, 3), ['trunk', 'sample', '015551234']);
      t.is(taken.channel.state, 'Up');
      const arrived = Number(taken.args[3]);
      t.true(Math.abs(arrived - calledAt) <= 2, 'the true arrival is kept');
      const { heard } = await call.hangUp();
      t.true(secondsOfTone(heard, 1000) > 0.7, 'the prompt was heard');
      t.true(loudness(heard.subarray(-8000)) > 0.001, 'and music after it');
    });
    await withCaller({ sip: asterisk.sip, from: '041999888', to: '015559999' }, async (call) => {
      t.like(await call.ended, { answered: false, status: 404 });
    });
  }),
);

test.serial('[R9.2] Asterisk outlives a killed owner, and the next start ends it and starts clean', (t) =>
  withFolder(async (folder) => {
    const script = fileURLToPath(new URL('asterisk-owner.ts', import.meta.url));
    const owner = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
    const orphan = Number(line);
    await t.throwsAsync(startIn(folder), { instanceOf: AsteriskFolderInUse });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    t.true(await isRunning(orphan), 'calls go on');

    const asterisk = await startIn(folder);
    t.false(await isRunning(orphan));
    t.not(asterisk.pid, orphan);
    await asterisk.close();
    await asterisk.close();
    t.false(await isRunning(asterisk.pid));
    t.deepEqual(await asterisk.exited, { code: 0, signal: null });
  }),
);

test.serial('[R9.1] two instances run side by side, and an occupied port is named', (t) =>
  withOwnAsterisk({}, (one) =>
    withOwnAsterisk({}, async (two) => {
      t.not(one.sip.port, two.sip.port);
      t.true((await Promise.all([registers(one, '101'), registers(two, '101')])).every(Boolean));
      await withFolder(async (folder) => {
        const taken = { ...settingsOfTests.sip, port: one.sip.port };
        const refused = await t.throwsAsync(startIn(folder, { sip: taken }), { instanceOf: PortOccupied });
        t.regex(refused.message, new RegExp(`127\\.0\\.0\\.1:${one.sip.port}`));
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        await t.throwsAsync(startIn(folder, { http: { host: '127.0.0.1', port } }), { message: /Asterisk \(ARI\)/ });
        server.close();
      });
    }),
  ),
);

test.serial('[R2.1] [R9.4] phones can come by TLS, with the certificate that was configured', (t) =>
  withFolder(async (keys) => {
    const certificateFile = join(keys, 'certificate.pem');
    const privateKeyFile = join(keys, 'key.pem');
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=sip.test'];
    execFileSync('openssl', [...request, '-keyout', privateKeyFile, '-out', certificateFile], { stdio: 'ignore' });
    const sip = { ...settingsOfTests.sip, tlsPort: 0, certificate: { certificateFile, privateKeyFile } };
    await withOwnAsterisk({ sip }, async (asterisk) => {
      const port = asterisk.sip.tlsPort ?? 0;
      const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      t.is(socket.getPeerCertificate().subject.CN, 'sip.test');
      t.regex(socket.getProtocol() ?? '', /^TLSv1\.[23]$/);
      socket.destroy();
    });
    await copyFile(certificateFile, privateKeyFile);
    await withFolder((folder) =>
      t.throwsAsync(startIn(folder, { sip }, 1_500), { message: /TLS.*does not answer/ }, 'a key that is none'),
    );
  }),
);
