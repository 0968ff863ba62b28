import {
  ConfigurationValueRefused,
  checkedDistinct,
  checkedOneOf,
  checkedPassword,
  checkedPhoneUser,
} from '../checked-value.ts';
import type { AsteriskSettings, PhoneSettings } from '../settings.ts';
import { renderMedia } from './pjsip.ts';

/** pjsip-phones.conf: one endpoint, one password and one place of registration for each agent's phone (R2.1). */
export const renderPhones = (phones: readonly PhoneSettings[], settings: Whole): string => {
  checkedDistinct(
    'phones[].username',
    phones.map((phone) => phone.username),
  );
  return phones.map((phone, index) => renderPhone(phone, `phones[${index}]`, settings)).join('\n');
};

type Whole = Pick<AsteriskSettings, 'sip' | 'refer'>;

const renderPhone = (phone: PhoneSettings, place: string, { sip, refer = false }: Whole): string => {
  const user = checkedPhoneUser(`${place}.username`, phone.username);
  const transport = checkedOneOf(`${place}.transport`, phone.transport, ['udp', 'tcp', 'tls']);
  const encryption = checkedOneOf(`${place}.mediaEncryption`, phone.mediaEncryption, ['no', 'sdes', 'dtls']);
  if (transport === 'tls' && sip.tlsPort === null) {
    throw new ConfigurationValueRefused(
      `${place}.transport`,
      'udp or tcp, as long as there is no SIP over TLS (SIP_TLS_PORT)',
    );
  }
  // NOTE: a phone by UDP may also come by TCP; only TLS is held to its transport.
  const held = transport === 'tls' ? 'transport = transport-tls\n' : '';
  const dtls =
    encryption === 'dtls' ? 'dtls_auto_generate_cert = yes\ndtls_setup = actpass\ndtls_verify = fingerprint\n' : '';
  // What the phone asks for by REFER is the engine's to do, and nobody else's.
  const handing = refer ? 'set_var = PJSIP_TRANSFER_HANDLING()=ari-only\n' : '';
  return `[${user}]
type = endpoint
identify_by = username
context = from-phones
set_var = UE_PHONE=${user}
aors = ${user}
auth = ${user}
allow = !all,opus,g722,alaw,ulaw
media_encryption = ${encryption}
${held}${dtls}${handing}${renderMedia(sip, refer)}
[${user}]
type = auth
auth_type = digest
username = ${user}
password = ${checkedPassword(`${place}.password`, phone.password)}

[${user}]
type = aor
max_contacts = 1
remove_existing = yes
minimum_expiration = 30
default_expiration = 300
maximum_expiration = 3600
qualify_frequency = 15
qualify_timeout = 3.0
`;
};
