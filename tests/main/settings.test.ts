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
    BEHIND_PROXY: 'yes',
  });
  t.deepEqual(settings.rtp, { from: 20000, to: 20099 });
  t.deepEqual(settings.trunk, {
    addresses: ['192.0.2.1', '192.0.2.0/28'],
    registration: null,
    outbound: null,
  });
  t.deepEqual(settings.mail.reportsTo, ['a@example.si', 'b@example.si']);
  t.deepEqual(settings.ari, { url: 'http://pbx.example.si:8088/ari', password: 'secret' });
  t.is(settings.web.publicUrl, 'https://uenarocanje.example.si');
  t.true(settings.web.behindProxy);
  t.false(readSettings({}).web.behindProxy);
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
  ['BEHIND_PROXY', 'maybe', /BEHIND_PROXY .*expected: yes or no/],
  ['LINE_NUMBER', '015551234', /LINE_NUMBER .*with country code/],
  ['SIP_TLS_PORT', '0', /SIP_TLS_PORT .*expected: a port number/],
  ['SIP_BAN_AFTER', '0', /SIP_BAN_AFTER .*expected: a whole number from 1 to 1000/],
  ['SIP_BAN_MINUTES', 'long', /SIP_BAN_MINUTES .*expected: a whole number of minutes/],
  ['SIP_NEVER_BANNED', '192.0.2.0/33', /SIP_NEVER_BANNED .*expected: addresses or networks/],
  ['TRUNK_ADDRESSES', 'sip.example.si', /TRUNK_ADDRESSES .*expected: addresses or networks/],
  ['TRUNK_REGISTRAR', 'sip:hunter2@sip.example.si', /TRUNK_REGISTRAR .*expected: a server, as sip\.example\.si/],
  ['TRUNK_REGISTRAR', 'sip.example.si:70000', /TRUNK_REGISTRAR/],
  ['SMPP_URL', 'smpp://host', /SMPP_URL .*expected: smpp\(s\):/],
  ['SMPP_URL', 'smpp://user:hunter2-is-too-long@host', /SMPP_URL/],
  ['SMS_HTTP_BODY', '{"to":"{to}"}', /SMS_HTTP_BODY .*expected: JSON with \{to\} and \{text\}/],
  ['SMS_FROM', 'Upravna enota Ljubljana', /SMS_FROM .*expected: 3 to 11 letters/],
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

test('[R9.1] [R9.4] the trunk is known by address, by registration, or both', (t) => {
  const account = { TRUNK_USER: 'u', TRUNK_PASSWORD: 'p' };
  const registration = { host: 'sip.example.si', port: 5060, user: 'u', password: 'p' };
  t.deepEqual(readSettings({}).trunk, { addresses: ['127.0.0.1'], registration: null, outbound: null });
  t.deepEqual(readSettings({ TRUNK_REGISTRAR: 'sip.example.si', ...account }).trunk, {
    addresses: [],
    registration,
    outbound: { host: 'sip.example.si', port: 5060 },
  });
  t.deepEqual(readSettings({ TRUNK_REGISTRAR: '[2001:db8::1]:5070', TRUNK_ADDRESSES: '192.0.2.1', ...account }).trunk, {
    addresses: ['192.0.2.1'],
    registration: { ...registration, host: '[2001:db8::1]', port: 5070 },
    outbound: { host: '[2001:db8::1]', port: 5070 },
  });
  t.deepEqual(readSettings({ TRUNK_OUTBOUND: '192.0.2.7:5080', TRUNK_ADDRESSES: '192.0.2.1' }).trunk, {
    addresses: ['192.0.2.1'],
    registration: null,
    outbound: { host: '192.0.2.7', port: 5080 },
  });
  t.throws(() => readSettings({ TRUNK_OUTBOUND: 'a b' }), { message: /^TRUNK_OUTBOUND is / });
});

test('[R9.1] [R9.4] TLS is a port with its two files, and settings that need each other ask for each other', (t) => {
  const files = { SIP_CERTIFICATE_FILE: '/keys/c.pem', SIP_PRIVATE_KEY_FILE: '/keys/k.pem' };
  t.is(readSettings({}).sipTls, null);
  t.deepEqual(readSettings({ SIP_TLS_PORT: '5061', ...files }).sipTls, {
    port: 5061,
    certificateFile: '/keys/c.pem',
    privateKeyFile: '/keys/k.pem',
  });
  t.throws(() => readSettings({ SIP_TLS_PORT: '5061' }), {
    message: /^SIP_CERTIFICATE_FILE is empty; with SIP_TLS_PORT it is needed\.\nSIP_PRIVATE_KEY_FILE is empty;/,
  });
  t.throws(() => readSettings(files), {
    message: /^SIP_TLS_PORT is empty; with SIP_CERTIFICATE_FILE it is needed\.$/m,
  });
  t.throws(() => readSettings({ TRUNK_REGISTRAR: 'sip.example.si', TRUNK_USER: 'u' }), {
    message: /^TRUNK_PASSWORD is empty; with TRUNK_REGISTRAR it is needed\.$/,
  });
});

test('the help says every setting with its default', (t) => {
  for (const name of Object.keys(settingsTable)) t.true(settingsHelp().includes(`  ${name}=`), name);
});

test('[R4.5] SMS go one way, over SMPP or HTTP, and the number and the words must reach it', (t) => {
  t.is(readSettings({}).sms, null);
  t.deepEqual(readSettings({ SMPP_URL: 'smpps://ue%40x:pass@smsc.example.si', SMS_FROM: '+38615551234' }).sms, {
    by: 'smpp',
    account: { host: 'smsc.example.si', port: 3550, tls: true, systemId: 'ue@x', password: 'pass' },
    from: '+38615551234',
  });
  const http = { SMS_HTTP_URL: 'https://sms.example.si/send' };
  t.like(readSettings(http).sms, { by: 'http', url: 'https://sms.example.si/send', authorization: null });
  t.throws(() => readSettings({ ...http, SMPP_URL: 'smpp://a:b@c' }), { message: /both set; expected: one of them/ });
  t.throws(() => readSettings({ ...http, SMS_HTTP_BODY: '' }), { message: /lacks \{to\} or \{text\}/ });
});
