import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { checkSipCertificate } from '../../main/sip-certificate.ts';
import { Trouble } from '../../main/trouble.ts';
import { locateTrunk } from '../../main/trunk-registrar.ts';

test('[R2.1] [R9.4] certificate and key of SIP over TLS are checked before the start, by their settings', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-certificate-'));
  try {
    const issue = (name: string) => {
      const certificateFile = join(folder, `${name}.pem`);
      const privateKeyFile = join(folder, `${name}.key`);
      const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=sip.test'];
      execFileSync('openssl', [...request, '-keyout', privateKeyFile, '-out', certificateFile], { stdio: 'ignore' });
      return { certificateFile, privateKeyFile };
    };
    const [one, other] = [issue('one'), issue('other')];
    t.true((await checkSipCertificate(one)).getTime() > Date.now());
    const refuses = (files: typeof one, message: RegExp) =>
      t.throwsAsync(checkSipCertificate(files), { instanceOf: Trouble, message });
    await refuses(
      { ...one, privateKeyFile: other.privateKeyFile },
      /SIP_PRIVATE_KEY_FILE is not that of the certificate/,
    );
    await refuses({ ...one, certificateFile: join(folder, 'none.pem') }, /SIP_CERTIFICATE_FILE.*\(ENOENT\)/);
    await refuses({ ...one, certificateFile: one.privateKeyFile }, /SIP_CERTIFICATE_FILE.* is not what was expected/);
    await writeFile(join(folder, 'noise'), 'noise');
    await refuses({ ...one, privateKeyFile: join(folder, 'noise') }, /SIP_PRIVATE_KEY_FILE.* is not what was expected/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('[R9.1] [R9.4] a telephone company whose name has no address is named, and one with an address is located', async (t) => {
  const registration = { host: 'no-such-name.invalid', port: 5060, user: 'u', password: 'secret-of-ours' };
  const error = await t.throwsAsync(
    locateTrunk('trunk', { addresses: [], registration, outbound: null }, '127.0.0.1'),
    {
      instanceOf: Trouble,
      message: /TRUNK_REGISTRAR=no-such-name\.invalid, has no IPv4 address/,
    },
  );
  t.notRegex(error.message, /secret-of-ours/);
  t.deepEqual(
    await locateTrunk('trunk', { addresses: ['192.0.2.1'], registration: null, outbound: null }, '127.0.0.1'),
    {
      name: 'trunk',
      addresses: ['192.0.2.1'],
    },
  );
  const byAddress = { ...registration, host: '192.0.2.9' };
  t.deepEqual(
    await locateTrunk('trunk', { addresses: ['192.0.2.1'], registration: byAddress, outbound: null }, '127.0.0.1'),
    {
      name: 'trunk',
      addresses: ['192.0.2.1'],
      registration: { ...byAddress, address: '192.0.2.9' },
    },
  );
  const outbound = { host: '192.0.2.7', port: 5080 };
  t.deepEqual(await locateTrunk('trunk', { addresses: ['192.0.2.1'], registration: null, outbound }, '127.0.0.1'), {
    name: 'trunk',
    addresses: ['192.0.2.7', '192.0.2.1'],
    outbound: { address: '192.0.2.7', port: 5080 },
  });
  await t.throwsAsync(
    locateTrunk('trunk', { addresses: [], registration: null, outbound: { ...outbound, host: 'no.invalid' } }, '::1'),
    { instanceOf: Trouble, message: /TRUNK_OUTBOUND=no\.invalid, has no IPv6 address/ },
  );
});
