/** Speech could not be made. The message is a sentence that says what to do; the sound library is unharmed. */
export class SynthesisFailed extends Error {
  override readonly name = 'SynthesisFailed';
}

/** What the operator reads when a program of the speech chain could not do its work; `debianPackage` has it. */
export const programFailed = (program: string, debianPackage: 'espeak-ng' | 'sox', cause: unknown): SynthesisFailed => {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const reason = cause instanceof Error ? cause.message.trim() : String(cause);
  return new SynthesisFailed(
    missing
      ? `The program ${program} is missing: install it with "apt-get install ${debianPackage}".`
      : `The program ${program} could not make speech: ${reason}`,
    { cause },
  );
};
