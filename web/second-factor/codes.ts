import { instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { confirmSecondFactor } from '../../sql/second-factor/confirm-second-factor.ts';
import { proposeSecondFactor } from '../../sql/second-factor/propose-second-factor.ts';
import { readSecondFactor } from '../../sql/second-factor/read-second-factor.ts';
import { replaceRecoveryCodes, useRecoveryCode } from '../../sql/second-factor/recovery-codes.ts';
import { useCodeStep } from '../../sql/second-factor/use-code-step.ts';
import type { Room } from '../context.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-code.ts';
import { openProposal, openSecret, sealProposal, sealSecret } from './sealed-secret.ts';
import { newSecret, stepOf } from './totp.ts';

type CodeRoom = Pick<Room, 'db' | 'sessionSecret' | 'signInLimits'>;

/** A picture is good for as long as somebody may need to find an application; then another one is made. */
const proposalMinutes = 30;

/** Who sets a factor up, and in which session: what is shown in one is nothing in another. */
export type Enrolling = { readonly userId: string; readonly sessionId: string };

/** The secret that waits for its first code, the same one while it is good. */
export async function proposedSecret(
  { db, sessionSecret }: CodeRoom,
  { userId, sessionId }: Enrolling,
): Promise<string | null> {
  const { proposedSecret: sealed, proposedAt } = await readSecondFactor(db, userId);
  const isGood = sealed !== null && proposedAt !== null && Date.now() < proposedAt + proposalMinutes * 60_000;
  return isGood ? openProposal(sessionSecret, userId, sessionId, sealed) : null;
}

export async function proposeNew({ db, sessionSecret }: CodeRoom, { userId, sessionId }: Enrolling): Promise<string> {
  const secret = newSecret();
  const sealed = sealProposal(sessionSecret, userId, sessionId, secret);
  await proposeSecondFactor(db, userId, sealed, instant(Date.now()));
  return secret;
}

/** Makes what was proposed the second factor; answers fresh recovery codes, which nobody can see again. */
export async function confirmByCode(
  room: CodeRoom,
  enrolling: Enrolling,
  code: string,
): Promise<
  { readonly outcome: 'confirmed'; readonly codes: readonly string[] } | { readonly outcome: 'wrong' | 'gone' }
> {
  const { db, sessionSecret } = room;
  const { userId } = enrolling;
  const { proposedSecret: sealed } = await readSecondFactor(db, userId);
  const secret = await proposedSecret(room, enrolling);
  if (secret === null || sealed === null) return { outcome: 'gone' };
  const now = Date.now();
  const step = stepOf(secret, code, now);
  if (step === null) return { outcome: 'wrong' };
  const codes = newRecoveryCodes();
  const kept = sealSecret(sessionSecret, userId, secret);
  const confirmed = await db.transaction(async (trx) => {
    if (!(await confirmSecondFactor(trx, { userId, proposed: sealed, secret: kept, step, now: instant(now) })))
      return false;
    await replaceRecoveryCodes(
      trx,
      userId,
      codes.map((each) => hashOfRecoveryCode(sessionSecret, userId, each)),
    );
    await addAuditEntry(trx, { userId, action: 'secondFactorConfirmed', subject: userId });
    return true;
  });
  return confirmed ? { outcome: 'confirmed', codes } : { outcome: 'gone' };
}

/** Fresh recovery codes instead of the others. */
export async function renewRecoveryCodes({ db, sessionSecret }: CodeRoom, userId: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await db.transaction(async (trx) => {
    await replaceRecoveryCodes(
      trx,
      userId,
      codes.map((each) => hashOfRecoveryCode(sessionSecret, userId, each)),
    );
    await addAuditEntry(trx, { userId, action: 'recoveryCodesMade', subject: userId });
  });
  return codes;
}

export type CodeAnswer = 'right' | 'wrong' | { readonly waitSeconds: number };

/**
 * Whether the code lets its owner in; a right one is used up. A point is taken before it is looked at, so that guesses
 * at the same time are no more than guesses one after the other.
 */
export async function tryCode(
  { db, sessionSecret, signInLimits }: CodeRoom,
  userId: string,
  given: { readonly kind: 'application' | 'recovery'; readonly code: string },
): Promise<CodeAnswer> {
  const waitSeconds = await signInLimits.takeCode(userId);
  if (waitSeconds !== null) return { waitSeconds };
  const right =
    given.kind === 'application'
      ? await isCodeOfNow()
      : await useRecoveryCode(db, userId, hashOfRecoveryCode(sessionSecret, userId, given.code), instant(Date.now()));
  if (!right) {
    await addAuditEntry(db, { userId: null, action: 'codeRefused', subject: userId });
    return 'wrong';
  }
  await signInLimits.forgiveCode(userId);
  if (given.kind === 'recovery') await addAuditEntry(db, { userId, action: 'recoveryCodeUsed', subject: userId });
  return 'right';

  async function isCodeOfNow(): Promise<boolean> {
    const { secret: sealed } = await readSecondFactor(db, userId);
    const secret = sealed === null ? null : openSecret(sessionSecret, userId, sealed);
    const step = secret === null ? null : stepOf(secret, given.code, Date.now());
    return step !== null && (await useCodeStep(db, userId, step));
  }
}
