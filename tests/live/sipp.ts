import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** SIPp plays one scenario once. Its exit code says whether each message was the expected one. */
export type SippRun = {
  readonly scenario: string;
  readonly server: { readonly host: string; readonly port: number };
  /** The address that it comes from. */
  readonly from?: string;
  /** [service] in the scenario: the phone's user or the dialled number. */
  readonly service: string;
  /** [caller] in the scenario: the user part of From. */
  readonly caller: string;
  readonly password?: string;
};

/** True when the scenario ran to its end as written; false when the far side did something else. */
export const runSipp = async (run: SippRun): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-sipp-'));
  try {
    const file = join(folder, 'scenario.xml');
    await writeFile(file, run.scenario.replaceAll('[caller]', run.caller));
    const child = spawn(
      'sipp',
      [
        `${run.server.host}:${run.server.port}`,
        ...['-sf', file, '-m', '1', '-nostdin', '-timeout', '10', '-recv_timeout', '5000'],
        ...['-i', run.from ?? '127.0.0.1', '-s', run.service],
        ...['-au', run.caller, '-ap', run.password ?? 'none'],
      ],
      { cwd: folder, stdio: 'ignore', env: { ...process.env, TERM: 'dumb' } },
    );
    return await new Promise<boolean>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code === 0));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const message = (firstLine: string, sequence: string, more = '', body = ''): string => {
  const recipient = firstLine.startsWith('REGISTER') ? '<sip:[caller]@[remote_ip]>' : '<sip:[service]@[remote_ip]>';
  return `<send><![CDATA[
${firstLine} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[caller]@[remote_ip]>;tag=[call_number]
To: ${recipient}${firstLine.startsWith('ACK') ? '[peer_tag_param]' : ''}
Call-ID: [call_id]
CSeq: ${sequence}
Contact: <sip:[caller]@[local_ip]:[local_port]>
Max-Forwards: 70
${more}Content-Length: [len]

${body}]]></send>`;
};

const offer = `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
`;

const scenario = (...steps: string[]): string =>
  `<?xml version="1.0"?>\n<scenario name="s">\n${steps.join('\n')}\n</scenario>\n`;
const expect = (status: number): string => `<recv response="${status}"${status === 401 ? ' auth="true"' : ''}/>`;
const perhaps = (status: number): string => `<recv response="${status}" optional="true"/>`;

const register = (sequence: number, more = ''): string =>
  message('REGISTER sip:[remote_ip]:[remote_port]', `${sequence} REGISTER`, `Expires: 60\n${more}`);
const invite = (sequence: number, more = ''): string =>
  message(
    'INVITE sip:[service]@[remote_ip]:[remote_port]',
    `${sequence} INVITE`,
    `${more}Content-Type: application/sdp\n`,
    offer,
  );
const acknowledge = (sequence: number): string =>
  message('ACK sip:[service]@[remote_ip]:[remote_port]', `${sequence} ACK`);
const authentication = '[authentication]\n';

/** A phone registers; the answer to its password is `status`. */
export const registration = (status: 200 | 401 | 403): string =>
  scenario(register(1), expect(401), register(2, authentication), expect(status));

/** A stranger's call: challenged, and again after a guessed password. */
export const strangersCall = scenario(
  invite(1),
  perhaps(100),
  expect(401),
  acknowledge(1),
  invite(2, authentication),
  perhaps(100),
  expect(401),
  acknowledge(2),
);

/** A phone proves its password and dials; the answer is `status`. */
export const phonesCall = (status: number): string =>
  scenario(
    invite(1),
    perhaps(100),
    expect(401),
    acknowledge(1),
    invite(2, authentication),
    perhaps(100),
    expect(status),
    acknowledge(2),
  );
