import test from 'ava';
import { askAri } from '../../asterisk-conf/ari-access.ts';
import type { AsteriskInstance } from '../../asterisk-conf/start.ts';
import { locateTrunk } from '../../main/trunk-registrar.ts';
import { until } from '../until.ts';
import { firstCallOf } from './first-call.ts';
import { passwordOf, phonesOf, withOwnAsterisk } from './own-asterisk.ts';

/** The telephone company is another Asterisk, at which our number is the account 555123. */
const account = '555123';

test.serial('[R1.1] [R9.4] the line registers at its telephone company and gets its calls by it', (t) =>
  withOwnAsterisk({ phones: phonesOf(account), trunks: [] }, async (company) => {
    const trunk = await locateTrunk('company', registrationAt(company, passwordOf(account)), '127.0.0.1');
    t.is(trunk.registration?.address, '127.0.0.1', 'the name is looked up by us');
    await withOwnAsterisk({ trunks: [trunk] }, async (line) => {
      await until('the line is registered', async () =>
        (await company.command('pjsip show contacts')).includes(`${account}/sip:38615551234@`),
      );
      t.regex(await line.command('pjsip show registrations'), /trunk-company\S*\s+trunk-company\s+Registered/);
      const [taken] = await Promise.all([firstCallOf(line), callFrom(company)]);
      t.deepEqual(taken.args.slice(0, 3), ['trunk', 'company', '38615551234']);
    });
  }),
);

test.serial('[R9.4] a registration that is refused is tried again, and no call comes by it meanwhile', (t) =>
  withOwnAsterisk({ phones: phonesOf(account), trunks: [] }, async (company) => {
    const trunk = await locateTrunk(
      'company',
      registrationAt(company, 'another password'.replace(' ', '-')),
      '127.0.0.1',
    );
    await withOwnAsterisk({ trunks: [trunk] }, async (line) => {
      await until('the registration is tried again', async () =>
        /trunk-company\S*\s+trunk-company\s+Rejected/.test(await line.command('pjsip show registrations')),
      );
      t.notRegex(await company.command('pjsip show contacts'), /555123\/sip/);
      t.notRegex(await line.command('pjsip show registrations'), /another-password/);
    });
  }),
);

const registrationAt = (company: AsteriskInstance, password: string) => ({
  addresses: [],
  registration: { host: 'localhost', port: company.sip.port, user: account, password },
  outbound: { host: 'localhost', port: company.sip.port },
});

/** The company rings whoever registered as the account. */
const callFrom = async (company: AsteriskInstance): Promise<void> => {
  const query = new URLSearchParams({
    endpoint: `PJSIP/${account}`,
    callerId: '041123456',
    context: 'waiting',
    extension: 's',
  });
  const { status } = await askAri(company.ari, 'POST', `channels?${query}&priority=1`);
  if (status !== 200) throw new Error(`The company could not call (${status}).`);
};
