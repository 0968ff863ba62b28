import type { LineView } from '../engine/core/views.ts';
import type { Places } from './data-folder.ts';
import type { Settings } from './settings.ts';
import type { Stack } from './stack.ts';
import { bold, columns, dim, wallClock } from './terminal.ts';

/** Roles as people see them on the pages. */
const roleNames: Readonly<Record<string, string>> = {
  administrator: 'skrbnik',
  locationManager: 'upravljalec lokacije',
  clerk: 'referent',
  agent: 'agent',
  supervisor: 'nadzornik',
  client: 'naročnik (ministrstvo)',
};

/** What `npm start` ends with: everything that a newcomer needs for the first call. */
export function summarise(settings: Settings, places: Places, stack: Stack, line: LineView): string {
  const { sip, web } = stack;
  const national = stack.number.startsWith('386') ? `0${stack.number.slice(3)}` : stack.number;
  const outbox = `${web.url}/posta`;
  const logo = bold('The line is up.');
  return [
    '',
    logo,
    '',
    columns([
      ['Number', `${national}, dialled at sip:${national}@${sip.host}:${sip.port} (from ${callersFrom(settings)})`],
      ['Now', describeLine(line)],
      ['Web', web.url],
      ['Logs', places.logs],
      [
        'Mail',
        settings.mail.smtpUrl === null
          ? `not configured: mails wait, readable at ${outbox}; set SMTP_URL and REPORTS_TO`
          : 'configured',
      ],
      [
        'SMS',
        settings.sms === null
          ? `not configured: SMS wait, readable at ${outbox}; set SMPP_URL or SMS_HTTP_URL`
          : `configured (${settings.sms.by === 'smpp' ? 'SMPP' : 'HTTP gateway'})`,
      ],
    ]),
    '',
    bold('Phones') +
      dim(
        `  SIP server ${sip.host}:${sip.port}, UDP or TCP; *11 signs in, *12 ready, *13 and a digit pause, *14 signs out, *15 ends wrap-up`,
      ),
    columns(stack.phones.map(({ user, password }) => [user, password])),
    '',
    bold('Sign-ins') + dim('  those whose password is still the sample’s'),
    columns(stack.signIns.map(({ role, user, password }) => [roleNames[role] ?? role, user, password])),
    '',
    dim('npm run call shows one call; npm run admin -- --help says what else; Ctrl-C stops everything in order.'),
    '',
  ].join('\n');
}

function callersFrom({ trunk, sipTls }: Settings): string {
  const places = [...trunk.addresses, ...(trunk.registration === null ? [] : [trunk.registration.host])].join(', ');
  return sipTls === null ? places : `${places}; TLS at ${sipTls.port}`;
}

/** Whether the line is open, until when, and how to open it all the same. */
export function describeLine(line: LineView): string {
  const { open, changesAt, overriddenUntil } = line;
  if (overriddenUntil !== null) {
    const back = '"npm run admin -- line follow" ends that';
    return `${open ? 'open' : 'closed'} exceptionally until ${wallClock(overriddenUntil)} (${back})`;
  }
  if (open) return changesAt === null ? 'open' : `open until ${wallClock(changesAt)}`;
  const opens = changesAt === null ? 'closed' : `closed until ${wallClock(changesAt)}`;
  return `${opens}; "npm run admin -- line open --until +2h" opens it exceptionally`;
}
