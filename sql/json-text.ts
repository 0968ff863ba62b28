const unstorable = /\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})/;
const nul = String.fromCharCode(0);

/**
 * JSON as PostgreSQL takes it. It refuses the character NUL and halves of surrogate pairs, which JSON allows: what
 * somebody pasted into a note must not stop the journal, so they become the replacement character.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!unstorable.test(text)) return text;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll(nul, '\uFFFD').toWellFormed() : part,
  );
}
