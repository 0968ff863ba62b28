import { isAbsolute } from 'node:path';
import test from 'ava';
import { readSettings, settingsHelp, settingsTable } from '../../main/settings.ts';
import { Trouble } from '../../main/trouble.ts';

test('[R9.1] without any setting everything has a value that works on one machine', (t) => {
  const settings = readSettings({});
  t.like(settings, { database: { url: null, port: 5544 }, ari: null, sip: { host: '127.0.0.1', port: 5060 } });
  t.true(isAbsolute(settings.dataFolder));
  t.is(settings.web.publicUrl, 'http://127.0.0.1:8080');
  t.is(settings.mail.smtpUrl, null);
});

test('[R9.1] settings are read by their kinds', (t) => {
  const settings = readSettings({
    RTP_PORTS: '20000-20099',
    TRUNK_ADDRESSES: '192.0.2.1, 192.0.2.0/28',
    REPORTS_TO: 'a@example.si,b@example.si',
    ARI_URL: 'http://pbx.example.si:8088/ari/',
    ARI_PASSWORD: 'secret',
    PUBLIC_URL: 'https://uenarocanje.example.si/',
  });
  t.deepEqual(settings.rtp, { from: 20000, to: 20099 });
  t.deepEqual(settings.trunkAddresses, ['192.0.2.1', '192.0.2.0/28']);
  t.deepEqual(settings.mail.reportsTo, ['a@example.si', 'b@example.si']);
  t.deepEqual(settings.ari, { url: 'http://pbx.example.si:8088/ari', password: 'secret' });
  t.is(settings.web.publicUrl, 'https://uenarocanje.example.si');
});

const wrong: readonly (readonly [name: string, value: string, sentence: RegExp])[] = [
  ['PORT', 'eighty', /PORT is text of 6 characters; expected: a port number/],
  ['PORT', '70000', /PORT is a number out of range/],
  ['SIP_HOST', '', /SIP_HOST is empty/],
  ['RTP_PORTS', '20000', /RTP_PORTS .*expected: two ports as FROM-TO/],
  ['RTP_PORTS', '20000-20001', /RTP_PORTS/],
  ['DATABASE_URL', 'mysql://user:hunter2@host/db', /DATABASE_URL is an address of another kind; expected: postgres:/],
  ['SMTP_URL', 'hunter2', /SMTP_URL is text of 7 characters/],
  ['REPORTS_TO', 'hunter2', /REPORTS_TO/],
  ['LINE_NUMBER', '015551234', /LINE_NUMBER .*with country code/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL .*expected: trace, debug/],
];
for (const [name, value, sentence] of wrong) {
  test(`[R9.1] ${name}="${value}" is refused with a sentence that does not repeat it`, (t) => {
    const error = t.throws(() => readSettings({ [name]: value }), { instanceOf: Trouble, message: sentence });
    if (value.includes('hunter2')) t.notRegex(error.sentence, /hunter2/);
  });
}

test('[R9.1] several wrong settings are told at once, and ARI_URL asks for its password', (t) => {
  const error = t.throws(() => readSettings({ PORT: 'a', SIP_PORT: 'b', ARI_URL: 'http://h/ari' }), {
    instanceOf: Trouble,
  });
  for (const name of ['PORT is', 'SIP_PORT is', 'ARI_PASSWORD is empty']) t.true(error.message.includes(name), name);
});

test('the help says every setting with its default', (t) => {
  for (const name of Object.keys(settingsTable)) t.true(settingsHelp().includes(`  ${name}=`), name);
});
