import type { Command as Program } from 'commander';
import type { Command } from '../../engine/core/commands.ts';
import { instant } from '../../engine/core/ids.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { refusalSentences } from '../door.ts';
import { describeLine } from '../summary.ts';
import { Trouble, WrongUsage } from '../trouble.ts';
import { openSession, type Session } from './session.ts';
import { readUntil, untilForms } from './until.ts';

export function addLineCommands(program: Program): void {
  const line = program.command('line').description('the line: open or close it exceptionally, or see how it stands');
  line
    .command('status')
    .description('says whether the line is open')
    .action(async () => say(await openSession()));
  line
    .command('open')
    .description('opens the line exceptionally, whatever the opening hours say')
    .requiredOption('--until <time>', untilForms)
    .addHelpText('after', '\nExample:\n  npm run admin -- line open --until +2h')
    .action(({ until }: { until: string }) => override('OpenLine', until));
  line
    .command('close')
    .description('closes the line exceptionally; callers hear when it opens again')
    .requiredOption('--until <time>', untilForms)
    .addHelpText('after', '\nExample:\n  npm run admin -- line close --until 2026-12-24T18:00')
    .action(({ until }: { until: string }) => override('CloseLine', until));
  line
    .command('follow')
    .description('ends an exception: the opening hours decide again')
    .action(async () => carryOut(await openSession(), { type: 'FollowOpeningHours' }));
}

async function override(type: 'OpenLine' | 'CloseLine', text: string): Promise<void> {
  const session = await openSession();
  const hours = await session.withDatabase((db) => readSetting(db, 'openingHours'));
  const until = readUntil(text, instant(Date.now()), hours?.timeZone ?? 'Europe/Ljubljana');
  if (until === null) throw new WrongUsage('That is no time to come.', `Expected: ${untilForms}.`);
  await carryOut(session, { type, until });
}

async function carryOut(session: Session, command: Command): Promise<void> {
  const answer = await session.withDoor((door) => door.ask(command));
  if (!answer.ok) throw new Trouble(refusalSentences[answer.refusal], 'Nothing was changed.');
  await say(session);
}

async function say(session: Session): Promise<void> {
  const { line } = await session.withDoor((door) => door.wallboard());
  console.log(`The line is ${describeLine(line)}.`);
}
