import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option, type Command as Program } from 'commander';
import { instant, type PhoneUser } from '../../engine/core/ids.ts';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { addPhone } from '../../sql/people/add-phone.ts';
import { addUser } from '../../sql/people/add-user.ts';
import { disableUser } from '../../sql/people/disable-user.ts';
import { listPhones } from '../../sql/people/list-phones.ts';
import { type Role, type RoleGrant, roles } from '../../sql/people/roles.ts';
import { setAgentPhone } from '../../sql/people/set-agent-phone.ts';
import { setAgentSkills } from '../../sql/people/set-agent-skills.ts';
import { setPasswordHash } from '../../sql/people/set-password-hash.ts';
import { listLocations } from '../../sql/places/list-locations.ts';
import { removeSecondFactor } from '../../sql/second-factor/remove-second-factor.ts';
import { endSessionsOfUser } from '../../sql/sessions/end-sessions-of-user.ts';
import { hashPassword } from '../password.ts';
import { columns } from '../terminal.ts';
import { Trouble } from '../trouble.ts';
import { openSession } from './session.ts';

type NewUserOptions = {
  readonly name: string;
  readonly email?: string;
  readonly role: readonly RoleGrant[];
  readonly phone?: string;
  readonly skill: readonly SkillLevel[];
  readonly passwordStdin?: true;
};
type SkillLevel = { readonly skill: string; readonly level: number };

export function addPeopleCommands(program: Program): void {
  const user = program.command('user').description('people who sign in');
  user
    .command('add')
    .description('adds a user; a password is made up and printed unless it is given on standard input')
    .argument('<sign-in>', 'sign-in name; it stands in logs, so not a person’s name', signInName)
    .requiredOption('--name <name>', 'what others see')
    .requiredOption(
      '--role <role>',
      `ROLE or ROLE@LOCATION, several times: ${roles.join(', ')}`,
      collect(readGrant),
      [],
    )
    .option('--email <address>', 'for reports and notices')
    .option('--phone <number>', 'an agent’s phone')
    .option(
      '--skill <skill>',
      'an agent’s skill with its level 1 to 10, several times: narocanje:5',
      collect(readSkill),
      [],
    )
    .option('--password-stdin', 'reads the password from standard input')
    .addHelpText(
      'after',
      '\nExample:\n  npm run admin -- phone add 105\n  npm run admin -- user add agent5 --name "Nina Vidmar" --role agent --phone 105 --skill narocanje:5 --skill jezik:sl:10',
    )
    .action(add);
  user
    .command('password')
    .description('gives a user another password, to be replaced at the next sign-in')
    .argument('<sign-in>')
    .option('--password-stdin', 'reads the password from standard input')
    .action(async (id: string, { passwordStdin }: { passwordStdin?: true }) => {
      const password = await newPassword(passwordStdin === true);
      const session = await openSession();
      const known = await session.withDatabase(async (db) =>
        setPasswordHash(db, id, await hashPassword(password), { given: true }),
      );
      if (!known) throw new Trouble(`There is no user ${id}.`, 'Nothing was changed.');
      console.log(passwordStdin ? 'The password was set.' : `The new password of ${id} is ${password}`);
    });
  user
    .command('disable')
    .description('lets a user sign in no more; what they did stays on record')
    .argument('<sign-in>')
    .action(async (id: string) => {
      const session = await openSession();
      if (!(await session.withDatabase((db) => disableUser(db, id, instant(Date.now())))))
        throw new Trouble(`There is no user ${id}.`, 'Nothing was changed.');
      console.log(`${id} can sign in no more.`);
    });

  user
    .command('factor')
    .description('takes a user’s second factor away: for the last administrator who lost telephone and recovery codes')
    .argument('<sign-in>')
    .action(async (id: string) => {
      const session = await openSession();
      const removed = await session.withDatabase((db) =>
        db.transaction(async (trx) => {
          if (!(await removeSecondFactor(trx, id))) return false;
          await endSessionsOfUser(trx, id);
          await addAuditEntry(trx, { userId: null, action: 'secondFactorReset', subject: id });
          return true;
        }),
      );
      if (!removed) throw new Trouble(`${id} has no second factor.`, 'Nothing was changed.');
      console.log(`${id} signs in with the password alone, and sets a second factor up where one is required.`);
    });

  const phone = program.command('phone').description('desk phones and their SIP accounts');
  phone
    .command('add')
    .description('adds a phone; Asterisk knows it at once')
    .argument('<number>', '2 to 6 digits', phoneNumber)
    .addOption(new Option('--transport <transport>', 'how it speaks SIP').choices(['udp', 'tcp', 'tls']).default('udp'))
    .addOption(new Option('--encryption <kind>', 'of audio').choices(['no', 'sdes', 'dtls']).default('no'))
    .addHelpText('after', '\nExample:\n  npm run admin -- phone add 105')
    .action(async (username: PhoneUser, { transport, encryption }: { transport: 'udp'; encryption: 'no' }) => {
      const session = await openSession();
      const password = randomBytes(12).toString('base64url');
      const added = await session.withDatabase((db) =>
        addPhone(db, { username, password, transport, mediaEncryption: encryption }),
      );
      if (!added) throw new Trouble(`There is a phone ${username} already.`, 'Nothing was changed.');
      const { host, port } = session.stack.sip;
      console.log(
        columns(
          [
            ['SIP server', `${host}:${port}`],
            ['user', username],
            ['password', password],
          ],
          '',
        ),
      );
    });
  phone
    .command('list')
    .description('lists the phones with their SIP accounts')
    .action(async () => {
      const session = await openSession();
      const phones = await session.withDatabase(listPhones);
      console.log(
        columns(
          phones.map((each) => [each.username, each.password, each.transport, each.mediaEncryption]),
          '',
        ),
      );
    });
}

async function add(
  id: string,
  { name, email, role: grants, phone, skill: skills, passwordStdin }: NewUserOptions,
): Promise<void> {
  const password = await newPassword(passwordStdin === true);
  const session = await openSession();
  await session.withDatabase(async (db) => {
    const locations: ReadonlySet<string> = new Set((await listLocations(db)).map((location) => location.id));
    const unknown = grants.find(({ locationId }) => locationId !== null && !locations.has(locationId));
    if (unknown !== undefined) {
      throw new Trouble(`There is no location ${unknown.locationId}.`, `Known are: ${[...locations].join(', ')}.`);
    }
    if (phone !== undefined && !(await listPhones(db)).some(({ username }) => username === phone)) {
      throw new Trouble(`There is no phone ${phone}.`, `Add it first: npm run admin -- phone add ${phone}`);
    }
    const passwordHash = await hashPassword(password);
    await changeConfiguration(db, async (trx) => {
      if (!(await addUser(trx, { id, name, email: email ?? null, passwordHash, passwordBy: 'another', grants }))) {
        throw new Trouble(`There is a user ${id} already.`, 'Nothing was changed.');
      }
      if (phone === undefined) return;
      if ((await setAgentPhone(trx, id, phone)) === 'phoneTaken') {
        throw new Trouble(`Phone ${phone} is another agent’s.`, 'Nothing was changed.');
      }
      await setAgentSkills(trx, id, skills);
    });
  });
  console.log(passwordStdin ? `${id} was added.` : `${id} was added, with the password ${password}`);
}

async function newPassword(fromStandardInput: boolean): Promise<string> {
  if (!fromStandardInput) return randomBytes(12).toString('base64url');
  const password = (await text(process.stdin)).trim();
  if (password.length < 12) throw new Trouble('That password is too short.', 'Expected: 12 characters or more.');
  return password;
}

function collect<T>(read: (text: string) => T): (text: string, before: readonly T[]) => T[] {
  return (given, before) => [...before, read(given)];
}

function readGrant(given: string): RoleGrant {
  const [role = '', locationId = null] = given.split('@');
  if (!(roles as readonly string[]).includes(role))
    throw new InvalidArgumentError(`Expected one of: ${roles.join(', ')}.`);
  return { role: role as Role, locationId };
}

function readSkill(given: string): SkillLevel {
  const parts = /^(.+):(\d{1,2})$/.exec(given);
  const level = Number(parts?.[2]);
  if (parts === null || level < 1 || level > 10)
    throw new InvalidArgumentError('Expected a skill and its level 1 to 10: narocanje:5.');
  return { skill: parts[1] ?? '', level };
}

function signInName(given: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(given))
    throw new InvalidArgumentError('Expected 2 to 40 of a to z, 0 to 9, dot, dash and underscore.');
  return given;
}

function phoneNumber(given: string): PhoneUser {
  if (!/^\d{2,6}$/.test(given)) throw new InvalidArgumentError('Expected 2 to 6 digits.');
  return given as PhoneUser;
}
