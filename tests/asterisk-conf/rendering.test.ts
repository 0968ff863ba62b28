import test from 'ava';
import { ConfigurationValueRefused } from '../../asterisk-conf/checked-value.ts';
import { packagedPlaces, renderConfiguration } from '../../asterisk-conf/render.ts';
import type { AsteriskSettings, PhoneSettings } from '../../asterisk-conf/settings.ts';
import { takesRefer } from '../../asterisk-conf/takes-refer.ts';
import { waysOfDialling } from '../../dialplan/number-plan.ts';

const phone: PhoneSettings = { username: '101', password: 'password-101', transport: 'udp', mediaEncryption: 'no' };

const settings: AsteriskSettings = {
  hostname: 'here',
  sip: { host: '127.0.0.1', port: 5060, tlsPort: null, certificate: null },
  rtp: { from: 10000, to: 10100 },
  http: { host: '127.0.0.1', port: 8088 },
  ariUser: 'engine',
  ariPassword: 'password-of-ari',
  application: 'uenarocanje',
  number: '38615551234',
  aliases: waysOfDialling({ number: '38615551234', aliases: [] }),
  trunks: [{ name: 'operator', addresses: ['192.0.2.10', '198.51.100.0/28'] }],
  phones: [phone],
  waitPrompt: 'wait',
  musicFolder: null,
  withoutEngine: { retrySeconds: 2, promptEverySeconds: 30, queueAfterSeconds: 20 },
  callRecords: false,
  prometheus: false,
};

const tls: AsteriskSettings['sip'] = {
  ...settings.sip,
  tlsPort: 5061,
  certificate: { certificateFile: '/etc/keys/certificate.pem', privateKeyFile: '/etc/keys/key.pem' },
};

const file = (name: string, changes: Partial<AsteriskSettings> = {}): string =>
  renderConfiguration({ ...settings, ...changes }).get(name) ?? '';

/** The values of one section of one type, as Asterisk reads them: comments gone, spaces trimmed. */
const section = (text: string, name: string, type?: string): Map<string, string> => {
  for (const part of text.split(/^(?=\[)/m)) {
    const lines = part.split('\n').filter((line) => line !== '' && !line.startsWith(';'));
    const values = new Map(lines.slice(1).map((line) => line.split(/ =>? ?(.*)/) as [string, string]));
    if (lines[0] === `[${name}]` && (type === undefined || values.get('type') === type)) return values;
  }
  throw new Error(`There is no section ${name} of type ${type}.`);
};

test('the same settings give the same files, and each file ends with a line', (t) => {
  const files = renderConfiguration(settings);
  t.deepEqual(files, renderConfiguration(settings));
  for (const [name, text] of files) {
    t.regex(name, /^[a-z_-]+\.conf$/);
    t.true(text.endsWith('\n'), name);
    t.notRegex(text, /undefined|null|\[object/, name);
  }
});

test('[R2.1] a phone is an endpoint, a password and a place of registration of its own name', (t) => {
  const phones = file('pjsip-phones.conf');
  const endpoint = section(phones, '101', 'endpoint');
  t.is(endpoint.get('context'), 'from-phones');
  t.is(endpoint.get('identify_by'), 'username');
  t.is(endpoint.get('allow_transfer'), 'no');
  t.is(endpoint.get('media_address'), '127.0.0.1');
  t.is(endpoint.get('media_encryption'), 'no');
  t.is(section(phones, '101', 'auth').get('password'), 'password-101');
  t.is(section(phones, '101', 'aor').get('max_contacts'), '1');
});

test('[R2.1] [R9.4] TLS and encrypted audio are a matter of settings', (t) => {
  const safe: PhoneSettings = { ...phone, transport: 'tls', mediaEncryption: 'sdes' };
  const endpoint = section(file('pjsip-phones.conf', { sip: tls, phones: [safe] }), '101', 'endpoint');
  t.is(endpoint.get('transport'), 'transport-tls');
  t.is(endpoint.get('media_encryption'), 'sdes');
  const transport = section(file('pjsip.conf', { sip: tls }), 'transport-tls', 'transport');
  t.is(transport.get('bind'), '127.0.0.1:5061');
  t.is(transport.get('cert_file'), '/etc/keys/certificate.pem');
  t.notRegex(file('pjsip.conf'), /transport-tls/);
});

test('[R9.4] a trunk is known by its addresses and never by a name', (t) => {
  const pjsip = file('pjsip.conf');
  t.is(section(pjsip, 'trunk-operator', 'identify').get('match'), '192.0.2.10,198.51.100.0/28');
  const endpoint = section(pjsip, 'trunk-operator', 'endpoint');
  t.is(endpoint.get('identify_by'), 'ip');
  t.is(endpoint.get('context'), 'from-trunk');
  t.is(endpoint.get('set_var'), 'UE_TRUNK=operator');
});

test('[R9.4] a trunk by registration: its server is a trunk by address too, and our number is where it calls', (t) => {
  const registration = {
    host: 'sip.example.si',
    port: 5070,
    address: '198.51.100.9',
    user: '38615551234',
    password: 'p"4$ #x'.replace(' ', ''),
  };
  const trunks = [{ name: 'company', addresses: ['192.0.2.1'], registration }];
  const pjsip = file('pjsip.conf', { trunks });
  t.is(section(pjsip, 'trunk-company', 'identify').get('match'), '198.51.100.9,192.0.2.1');
  const registered = section(pjsip, 'trunk-company', 'registration');
  t.is(registered.get('server_uri'), 'sip:sip.example.si:5070');
  t.is(registered.get('client_uri'), 'sip:38615551234@sip.example.si');
  t.is(registered.get('contact_user'), '38615551234');
  t.is(registered.get('outbound_proxy'), 'sip:198.51.100.9:5070\\;lr\\;hide');
  t.is(section(pjsip, 'trunk-company', 'auth').get('password'), 'p"4$#x');
  t.notRegex(file('pjsip.conf'), /type = (registration|auth)/);
  for (const change of [
    { host: 'sip.example.si;x' },
    { host: '-' },
    { address: 'sip.example.si' },
    { port: 0 },
    { user: 'a;b' },
    { user: 'a@b' },
    { password: 'a;b' },
    { password: 'a\nb' },
    { password: '' },
  ]) {
    const wrong = [{ name: 'company', addresses: [], registration: { ...registration, ...change } }];
    t.throws(() => file('pjsip.conf', { trunks: wrong }), {
      instanceOf: ConfigurationValueRefused,
      message: new RegExp(`trunks\\[0\\]\\.registration\\.${Object.keys(change)[0]}`),
    });
  }
});

test('[R9.4] bans are kept in memory, where ARI can set them', (t) => {
  t.is(section(file('sorcery.conf'), 'acl').get('acl'), 'memory');
  t.regex(file('modules.conf'), /^load = res_pjsip_acl\.so$/m);
});

test('[R9.4] a trunk has an outbound side only where one is set, and nobody can register in its place', (t) => {
  t.notRegex(file('pjsip.conf'), /type = aor|outbound_auth|^aors/m);
  const outbound = { address: '192.0.2.7', port: 5080 };
  const trunks = [{ name: 'operator', addresses: ['192.0.2.10'], outbound }];
  const pjsip = file('pjsip.conf', { trunks });
  t.is(section(pjsip, 'trunk-operator', 'endpoint').get('aors'), 'trunk-operator');
  t.is(section(pjsip, 'trunk-operator', 'endpoint').get('outbound_auth'), undefined);
  const place = section(pjsip, 'trunk-operator', 'aor');
  t.is(place.get('contact'), 'sip:192.0.2.7:5080');
  t.is(place.get('max_contacts'), '0');
  const registration = { host: 'sip.example.si', port: 5060, address: '198.51.100.9', user: 'u', password: 'p' };
  const registered = file('pjsip.conf', { trunks: [{ name: 'company', addresses: [], registration, outbound }] });
  t.is(section(registered, 'trunk-company', 'endpoint').get('outbound_auth'), 'trunk-company');
  t.is(section(registered, 'trunk-company', 'endpoint').get('from_domain'), 'sip.example.si');
  for (const change of [{ address: 'sip.example.si' }, { port: 0 }]) {
    const wrong = [{ name: 'operator', addresses: ['192.0.2.10'], outbound: { ...outbound, ...change } }];
    t.throws(() => file('pjsip.conf', { trunks: wrong }), {
      instanceOf: ConfigurationValueRefused,
      message: new RegExp(`trunks\\[0\\]\\.outbound\\.${Object.keys(change)[0]}`),
    });
  }
});

for (const [address, order] of [
  ['192.0.2.10', 'ip,username'],
  ['127.0.0.0/8', 'username,ip'],
  ['127.0.0.2', 'username,ip'],
  ['::1', 'username,ip'],
  ['2001:db8::/32', 'ip,username'],
] as const) {
  test(`a trunk at ${address} is told from phones in the order ${order}`, (t) => {
    const trunks = [{ name: 'operator', addresses: [address] }];
    t.is(section(file('pjsip.conf', { trunks }), 'global').get('endpoint_identifier_order'), order);
  });
}

test('[R9.4] neither Dial nor transfer is in reach: nothing dialled can leave', (t) => {
  const loaded = file('modules.conf');
  t.regex(loaded, /^autoload = no$/m);
  t.notRegex(
    loaded,
    /app_dial|res_pjsip_refer|app_originate|app_system|func_shell|res_agi|pbx_spool|identifier_anonymous/,
  );
  // The one place that rings anything without an engine: phones of the engine's own list, whatever was dialled.
  const members = `AddQueueMember(without-engine,PJSIP/$${'{'}SHIFT(UE_LIST,-)})`;
  t.true(file('extensions.conf').includes(members));
  t.notRegex(file('extensions.conf').replace(members, ''), /Dial\(|PJSIP\//);
});

test('[R1.1] without an engine only our number is answered, in each of its forms', (t) => {
  const plan = file('extensions.conf');
  for (const number of ['38615551234', '+38615551234', '0038615551234', '015551234', '15551234']) {
    t.true(plan.includes(`exten => ${number},1,Goto(waiting,s,1)`), number);
  }
  t.is(plan.split('Goto(waiting,s,1)').length - 1, 5);
});

test('[R9.4] what a caller dialled stands in no application’s argument before it is harmless', (t) => {
  const [, fromTrunk = ''] = file('extensions.conf').split('[from-trunk]');
  const [plan = ''] = fromTrunk.split('[from-phones]');
  const lines = plan.split('\n').filter((line) => line.includes('EXTEN'));
  t.true(lines.length > 0);
  for (const line of lines) t.regex(line, /Set\(UE_CALLED=\$\{FILTER\(|\$\{LEN\(\$\{EXTEN\}\)\}/);
});

test('[R2.1] what a phone dials goes to the engine in one step: each step of the plan costs a message to all who listen', (t) => {
  const [, rest = ''] = file('extensions.conf').split('[from-phones]');
  const [plan = ''] = rest.split('[without-engine]');
  const first = plan.split('\n').filter((line) => /^exten => _\*1X+,1,/.test(line));
  t.is(first.length, 2);
  for (const line of first) t.regex(line, /,1,Stasis\(uenarocanje,phone,/);
});

test('[R9.3] a number that the caller withholds does not reach the engine', (t) => {
  t.regex(file('extensions.conf'), /CALLERID\(num-pres\).*Privacy.*\n.*\n same => n,Set\(CALLERID\(all\)=\)/);
});

test('[R9.2] the wait prompt stands in the plan by its place, and a plan without one is whole', (t) => {
  t.regex(file('extensions.conf'), /Playback\(\/var\/lib\/asterisk\/sounds\/uenarocanje\/wait\)/);
  const silent = file('extensions.conf', { waitPrompt: null });
  t.notRegex(silent, /Playback/);
  t.regex(silent, /MusicOnHold\(default,2\)/);
});

test('[R9.2] whom the engine hands over is handed back to one that is there before anything is heard or anybody rung', (t) => {
  const [, rest = ''] = file('extensions.conf').split('exten => stranded,1(queue),');
  const [plan = ''] = rest.split('exten => ');
  t.is(plan.trim().split('\n').at(-1), ' same => n,Goto(s,knock)');
  t.notRegex(plan, /Playback|MusicOnHold|Queue\(|Wait/);
});

test('[R9.4] far sides are told neither product nor version', (t) => {
  const pjsip = file('pjsip.conf');
  t.is(section(pjsip, 'global').get('user_agent'), 'uenarocanje');
  t.notRegex(pjsip.replaceAll(/^;.*$/gm, ''), /asterisk/i);
  t.is(section(file('http.conf'), 'general').get('enablestatic'), 'no');
});

test('[R9.3] Asterisk keeps a record of calls only where it is asked to', (t) => {
  t.is(section(file('cdr.conf'), 'general').get('enable'), 'no');
  t.notRegex(file('modules.conf'), /cdr_custom/);
  t.regex(file('stasis.conf'), /^decline = ast_channel_dial_type$/m);
  t.regex(file('stasis.conf'), /^decline = ast_channel_left_bridge_type$/m);
  const asked = { callRecords: true };
  t.is(section(file('cdr.conf', asked), 'general').get('enable'), 'yes');
  t.regex(file('modules.conf', asked), /^load = cdr_custom\.so$/m);
  t.notRegex(file('stasis.conf', asked), /ast_channel_dial_type|ast_channel_left_bridge_type/);
});

test('figures for Prometheus only when they are asked for', (t) => {
  t.false(renderConfiguration(settings).has('prometheus.conf'));
  t.true(renderConfiguration({ ...settings, prometheus: true }).has('prometheus.conf'));
  t.regex(file('modules.conf', { prometheus: true }), /res_prometheus/);
});

const otherPhone = (changes: Partial<PhoneSettings>): Partial<AsteriskSettings> => ({
  phones: [phone, { ...phone, username: '102', ...changes }],
});

/** What must never reach a file, by the place that the refusal has to name. */
const refused: readonly (readonly [what: string, place: RegExp, changes: Partial<AsteriskSettings>])[] = [
  ['a line break in a user', /phones\[1\]\.username/, otherPhone({ username: '103\ncontext=from-trunk' })],
  ['a section in a user', /phones\[1\]\.username/, otherPhone({ username: '103]' })],
  ['a user of letters', /phones\[1\]\.username/, otherPhone({ username: 'global' })],
  ['an empty user', /phones\[1\]\.username/, otherPhone({ username: '' })],
  ['two phones of one user', /phones\[\]\.username/, otherPhone({ username: '101' })],
  ['a line break in a password', /phones\[1\]\.password/, otherPhone({ password: 'password\nexten' })],
  ['a carriage return in a password', /phones\[1\]\.password/, otherPhone({ password: 'password\rx' })],
  ['a comment in a password', /phones\[1\]\.password/, otherPhone({ password: 'password;rest' })],
  ['a variable in a password', /phones\[1\]\.password/, otherPhone({ password: 'pass$' + '{ENV(HOME)}' })],
  ['an include in a password', /phones\[1\]\.password/, otherPhone({ password: '#include /etc/shadow' })],
  ['a short password', /phones\[1\]\.password/, otherPhone({ password: 'short' })],
  ['an unknown transport', /phones\[1\]\.transport/, otherPhone({ transport: 'ws\n' as 'udp' })],
  ['TLS where there is none', /phones\[1\]\.transport/, otherPhone({ transport: 'tls' })],
  ['an unknown encryption', /phones\[1\]\.mediaEncryption/, otherPhone({ mediaEncryption: 'zrtp' as 'no' })],
  ['TLS without a certificate', /sip\.certificate/, { sip: { ...tls, certificate: null } }],
  [
    'a certificate path with a line break',
    /certificateFile/,
    {
      sip: { ...tls, certificate: { certificateFile: '/a\nb', privateKeyFile: '/c' } },
    },
  ],
  [
    'a trunk address that is none',
    /trunks\[0\]\.addresses\[1\]/,
    {
      trunks: [{ name: 'operator', addresses: ['192.0.2.1', '192.0.2.1\nendpoint=101'] }],
    },
  ],
  [
    'a network too long',
    /trunks\[0\]\.addresses\[0\]/,
    { trunks: [{ name: 'operator', addresses: ['192.0.2.0/33'] }] },
  ],
  [
    'a network written twice',
    /trunks\[0\]\.addresses\[0\]/,
    { trunks: [{ name: 'a', addresses: ['192.0.2.0/24/1'] }] },
  ],
  ['a trunk without addresses', /trunks\[0\]\.addresses/, { trunks: [{ name: 'operator', addresses: [] }] }],
  ['a trunk name with a comma', /trunks\[0\]\.name/, { trunks: [{ name: 'a,b', addresses: ['192.0.2.1'] }] }],
  [
    'two trunks of one name',
    /trunks\[\]\.name/,
    {
      trunks: [
        { name: 'a', addresses: ['192.0.2.1'] },
        { name: 'a', addresses: ['192.0.2.2'] },
      ],
    },
  ],
  ['a number that is a pattern', /number/, { number: '_X.' }],
  ['an alias with an application', /aliases\[0\]/, { aliases: ['1,1,System(x)'] }],
  ['an application with a parenthesis', /application/, { application: 'x)' }],
  ['a prompt outside the folder', /waitPrompt/, { waitPrompt: '../secret' }],
  ['a prompt that joins another', /waitPrompt/, { waitPrompt: 'wait&beep' }],
  ['a music folder with a variable', /musicFolder/, { musicFolder: '/music/$' + '{X}' }],
  ['a user of ARI with a bracket', /ariUser/, { ariUser: 'a]' }],
  ['a password of ARI with a break', /ariPassword/, { ariPassword: 'password\nread_only=no' }],
  ['a host that is a name', /sip\.host/, { sip: { ...settings.sip, host: 'example.org' } }],
  ['a port that is none', /http\.port/, { http: { host: '127.0.0.1', port: 70000 } }],
  ['a port that is a fraction', /sip\.port/, { sip: { ...settings.sip, port: 50.5 } }],
  ['too few ports for audio', /rtp\.to/, { rtp: { from: 10000, to: 10001 } }],
  [
    'a wait of no time',
    /retrySeconds/,
    { withoutEngine: { retrySeconds: 0, promptEverySeconds: 30, queueAfterSeconds: 20 } },
  ],
];

for (const [what, place, changes] of refused) {
  test(`[R9.4] refused: ${what}`, (t) => {
    const error = t.throws(() => renderConfiguration({ ...settings, ...changes }), {
      instanceOf: ConfigurationValueRefused,
      message: /must be/,
    });
    t.regex(error.place, place);
    t.notRegex(error.message, /pass[$]|password;|shadow/, 'the value itself is not repeated');
  });
}

for (const key of ['configuration', 'library', 'spool', 'run', 'log', 'sounds', 'music'] as const) {
  test(`[R9.4] refused: a place "${key}" that would be more than a path`, (t) => {
    const places = { ...packagedPlaces, [key]: '/data\n[options]' };
    t.throws(() => renderConfiguration(settings, places), {
      instanceOf: ConfigurationValueRefused,
      message: new RegExp(key),
    });
  });
}

test('[R9.4] a REFER is taken only where it is survived, of phones alone, and nobody takes the place of somebody in a call', (t) => {
  for (const name of ['modules.conf', 'pjsip.conf', 'pjsip-phones.conf'])
    t.notRegex(file(name), /refer|with-replaces|ari-only|allow_transfer = yes/);
  t.regex(file('modules.conf', { refer: true }), /^load = res_pjsip_refer\.so$/m);
  const pjsip = file('pjsip.conf', { refer: true });
  t.regex(pjsip, /^endpoint_identifier_order = header,/m);
  t.regex(pjsip, /\[with-replaces\]\ntype = identify\nendpoint = with-replaces\nmatch_header = Replaces: \/\.\/\n/);
  t.notRegex(pjsip, /allow_transfer = yes/);
  const phones = file('pjsip-phones.conf', { refer: true });
  t.is(phones.match(/allow_transfer = yes/g)?.length, phones.match(/PJSIP_TRANSFER_HANDLING\(\)=ari-only/g)?.length);
  t.regex(phones, /allow_transfer = yes/);
});

for (const [version, taken] of [
  ['20.20.1', false],
  ['20.21.0', true],
  ['22.2.0', false],
  ['22.10.1+dfsg+~cs6.17.60671434', false],
  ['22.11.0-rc2+dfsg', true],
  ['23.4.0', false],
  ['24.0.0', true],
  ['', false],
] as const)
  test(`[R2.6] Asterisk ${version || 'of no version'} ${taken ? 'survives' : 'does not survive'} every REFER`, (t) => {
    t.is(takesRefer(version), taken);
  });
