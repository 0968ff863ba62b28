import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import test from 'ava';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import { rawRequest } from './raw-sip.ts';
import { withStack } from './running-stack.ts';
import { until, withRawSip } from './sip-scanner.ts';

test.serial('[R2.1] [R9.4] npm start takes TLS and bans by their settings, and says which file is wrong', async (t) => {
  t.timeout(240_000);
  const keys = await mkdtemp(join(tmpdir(), 'uenarocanje-keys-'));
  try {
    const [SIP_CERTIFICATE_FILE, SIP_PRIVATE_KEY_FILE] = [join(keys, 'certificate.pem'), join(keys, 'key.pem')];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=sip.test'];
    const files = ['-keyout', SIP_PRIVATE_KEY_FILE, '-out', SIP_CERTIFICATE_FILE];
    execFileSync('openssl', [...request, ...files], { stdio: 'ignore' });
    const SIP_TLS_PORT = String(await claimablePort('the test', '127.0.0.1', 0, 'tcp'));
    const tls = { SIP_TLS_PORT, SIP_CERTIFICATE_FILE, SIP_PRIVATE_KEY_FILE };
    await withStack({ ...tls, SIP_BAN_AFTER: '3', SIP_NEVER_BANNED: '192.0.2.1' }, async (stack) => {
      await stack.printed(/Ctrl-C stops everything/);
      const socket = connect({ host: '127.0.0.1', port: Number(SIP_TLS_PORT), rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      t.is(socket.getPeerCertificate().subject.CN, 'sip.test');
      socket.destroy();

      const sip = { host: '127.0.0.1', port: Number(stack.env.SIP_PORT) };
      const ask = (address: string) =>
        withRawSip({ sip: { ...sip, tlsPort: null } }, address, async (line) => {
          const asked = { method: 'OPTIONS', uri: `sip:${sip.host}:${sip.port}`, from: '<sip:199@example.si>' };
          return (await line.ask(rawRequest(line, asked)))?.status;
        });
      await until(async () => (await ask('127.0.0.9')) === 403);
      for (let count = 0; count < 5; count += 1) t.is(await ask('127.0.0.1'), 200, 'the trunk is never shut out');
      const logs = join(stack.dataFolder, 'logs');
      const said = await Promise.all((await readdir(logs)).map((name) => readFile(join(logs, name), 'utf8')));
      t.true(said.some((text) => text.includes('shut out') && text.includes('127.0.0.9/32')));
    });
    await withStack({ ...tls, SIP_PRIVATE_KEY_FILE: SIP_CERTIFICATE_FILE }, async (stack) => {
      await stack.printed(/SIP_PRIVATE_KEY_FILE.* is not what was expected/);
      t.is(await stack.exited, 1);
    });
  } finally {
    await rm(keys, { recursive: true, force: true });
  }
});
