import { BlockList } from 'node:net';
import {
  ConfigurationValueRefused,
  checkedAddress,
  checkedFolder,
  checkedHost,
  checkedName,
  checkedNetwork,
  checkedNumber,
  checkedPort,
  checkedTrunkPassword,
  checkedTrunkUser,
} from '../checked-value.ts';
import {
  type AsteriskSettings,
  type SipSettings,
  type TrunkRegistration,
  type TrunkSettings,
  trunkNetworks,
} from '../settings.ts';

/**
 * pjsip.conf: who may speak SIP with us. A trunk is known by its address, a phone by its digest password; everybody
 * else is challenged for a password that does not exist (401), as if any name could be right, and is noted in
 * security.log.
 *
 * On one machine the sample's trunk (SIPp) and its phones have the same loopback addresses. There the From user is
 * looked at first: digits of a phone mean that phone, which must then prove its password; anything else from a trunk's
 * address is a call from the trunk. With a trunk of another address the address decides first, so that a caller whose
 * number happens to be "101" is still a caller.
 */
export const renderPjsip = (settings: Pick<AsteriskSettings, 'sip' | 'trunks' | 'number' | 'refer'>): string =>
  [
    renderGlobal(settings),
    ...(settings.refer === true ? [withReplaces] : []),
    ...renderTransports(settings.sip),
    ...settings.trunks.map((trunk, index) => renderTrunk(trunk, `trunks[${index}]`, settings)),
    '; In a file of its own, so that a changed phone rewrites nothing else.\n#include pjsip-phones.conf\n',
  ].join('\n');

const renderGlobal = ({ trunks, refer }: Pick<AsteriskSettings, 'trunks' | 'refer'>): string => `[global]
type = global
; Neither product nor version is told to the far side.
user_agent = uenarocanje
default_realm = uenarocanje
endpoint_identifier_order = ${refer === true ? 'header,' : ''}${trunks.some(isOnLoopback) ? 'username,ip' : 'ip,username'}
ignore_uri_user_options = yes
disable_multi_domain = yes
; A stranger is noted in security.log after this many requests within this many seconds.
unidentified_request_count = 3
unidentified_request_period = 5
unidentified_request_prune_interval = 30
keep_alive_interval = 60
`;

/** Before anything else is asked: whoever wants to take the place of somebody in a call reaches no place in the dialplan. */
const withReplaces = `[with-replaces]
type = endpoint
context = nowhere
allow = !all,alaw
allow_transfer = no

[with-replaces]
type = identify
endpoint = with-replaces
match_header = Replaces: /./
`;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isOnLoopback = (trunk: TrunkSettings): boolean =>
  trunkNetworks(trunk).some((network) => {
    const [address = ''] = network.split('/');
    return loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  });

const renderTransports = (sip: SipSettings): string[] => {
  const host = checkedAddress('sip.host', sip.host);
  const bind = (port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
  const plain = (['udp', 'tcp'] as const).map(
    (protocol) => `[transport-${protocol}]
type = transport
protocol = ${protocol}
bind = ${bind(checkedPort('sip.port', sip.port))}
`,
  );
  if (sip.tlsPort === null) return plain;
  if (sip.certificate === null) {
    throw new ConfigurationValueRefused('sip.certificate', 'given when sip.tlsPort is, as TLS needs a certificate');
  }
  const tls = `[transport-tls]
type = transport
protocol = tls
bind = ${bind(checkedPort('sip.tlsPort', sip.tlsPort))}
cert_file = ${checkedFolder('sip.certificate.certificateFile', sip.certificate.certificateFile)}
priv_key_file = ${checkedFolder('sip.certificate.privateKeyFile', sip.certificate.privateKeyFile)}
method = tlsv1_2
`;
  return [...plain, tls];
};

const renderTrunk = (
  trunk: TrunkSettings,
  place: string,
  { sip, number }: Pick<AsteriskSettings, 'sip' | 'number'>,
): string => {
  const name = checkedName(`${place}.name`, trunk.name);
  const { registration } = trunk;
  const registered =
    registration === undefined ? '' : `\n${renderRegistration(registration, `${place}.registration`, name, number)}`;
  const matches = trunkNetworks(trunk).map((address, index) => checkedNetwork(`${place}.addresses[${index}]`, address));
  if (matches.length === 0) throw new ConfigurationValueRefused(`${place}.addresses`, 'at least one address');
  return `[trunk-${name}]
type = endpoint
identify_by = ip
context = from-trunk
set_var = UE_TRUNK=${name}
; The network has checked the caller's number; P-Asserted-Identity is believed.
trust_id_inbound = yes
allow = !all,alaw,ulaw
${renderOutboundSide(trunk, place, name)}${renderMedia(sip)}
[trunk-${name}]
type = identify
endpoint = trunk-${name}
match = ${matches.join(',')}
${renderOutboundPlace(trunk, place, name)}${registered}`;
};

/**
 * What the endpoint needs for calls of ours. Only the engine makes any: there is no Dial in the dialplan and no REFER,
 * so that nothing which is dialled at the trunk or at a phone can come out here (R9.4).
 */
const renderOutboundSide = ({ outbound, registration }: TrunkSettings, place: string, name: string): string => {
  if (outbound === undefined) return '';
  const company =
    registration === undefined
      ? ''
      : `outbound_auth = trunk-${name}\nfrom_domain = ${checkedHost(`${place}.registration.host`, registration.host)}\n`;
  return `aors = trunk-${name}\n${company}`;
};

/** The one place where our calls go. It is no place to register at: nobody may put another in its stead. */
const renderOutboundPlace = ({ outbound }: TrunkSettings, place: string, name: string): string => {
  if (outbound === undefined) return '';
  const address = checkedAddress(`${place}.outbound.address`, outbound.address);
  const host = address.includes(':') ? `[${address}]` : address;
  return `
[trunk-${name}]
type = aor
contact = sip:${host}:${checkedPort(`${place}.outbound.port`, outbound.port)}
max_contacts = 0
`;
};

/**
 * We register as one number, so what comes by the registration comes for that number: the contact says it.
 * The registration gives nobody a way out (R9.4): for our own calls the trunk must have an outbound side besides.
 * `lr` makes the address the next hop, `hide` keeps it out of the message.
 */
const renderRegistration = (registration: TrunkRegistration, place: string, name: string, number: string): string => {
  const host = checkedHost(`${place}.host`, registration.host);
  const port = checkedPort(`${place}.port`, registration.port);
  const user = checkedTrunkUser(`${place}.user`, registration.user);
  const address = checkedAddress(`${place}.address`, registration.address);
  const hop = address.includes(':') ? `[${address}]` : address;
  return `[trunk-${name}]
type = auth
auth_type = digest
username = ${user}
password = ${checkedTrunkPassword(`${place}.password`, registration.password)}

[trunk-${name}]
type = registration
transport = transport-udp
server_uri = sip:${host}:${port}
client_uri = sip:${user}@${host}
contact_user = ${checkedNumber('number', number).replace('+', '')}
outbound_proxy = sip:${hop}:${port}\\;lr\\;hide
outbound_auth = trunk-${name}
expiration = 300
; A company that refuses us for a while, whatever it says, is asked again: the line must come back by itself.
retry_interval = 20
forbidden_retry_interval = 60
fatal_retry_interval = 60
auth_rejection_permanent = no
max_retries = 1000000
`;
};

/** What every endpoint has in common. All audio passes Asterisk; nothing of a call is moved by the far side. */
export const renderMedia = (sip: SipSettings, transfers = false): string => {
  const listensEverywhere = sip.host === '0.0.0.0' || sip.host === '::';
  // Without these Asterisk asks a name server for its own address at each call.
  const address = listensEverywhere ? [] : [`media_address = ${sip.host}`, 'bind_rtp_to_media_address = yes'];
  return [
    `allow_transfer = ${transfers ? 'yes' : 'no'}`,
    'direct_media = no',
    'rtp_symmetric = yes',
    'force_rport = yes',
    'rewrite_contact = yes',
    'timers = yes',
    'dtmf_mode = auto',
    'rtp_timeout = 60',
    'rtp_timeout_hold = 600',
    'sdp_owner = -',
    'sdp_session = uenarocanje',
    ...address,
    '',
  ].join('\n');
};
