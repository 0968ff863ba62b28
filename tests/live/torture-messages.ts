import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/**
 * The messages of RFC 4475 in its own notation (§2): `<allOneLine>` joins lines, `<hex>` stands for bytes, `<repeat>`
 * for a text many times. Lines end in CR LF.
 */
export type TortureMessage = {
  readonly name: string;
  /** RFC 4475 §3.1.1 and the like: proper, however odd. Of an INVITE a call may come. */
  readonly kind: 'valid' | 'invalid';
  readonly isInvite: boolean;
  /** A new one each time: the RFC's messages share branches, and a second one would be a repetition of the first. */
  fresh(): Buffer;
  /** The same, dialling `number`. */
  aimedAt(number: string): Buffer;
};

/** §3.1.1, and of the later sections those that an element must be able to take. */
const valid: ReadonlySet<string> = new Set(
  'wsinv intmeth esc01 escnull esc02 lwsdisp longreq dblreq semiuri transports mpart01 unreason noreason inv2543'.split(
    ' ',
  ),
);

const folder = new URL('torture/', import.meta.url);

/** All of them, by name. */
export async function readTortureMessages(): Promise<TortureMessage[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sip')).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, folder), 'latin1');
      const name = file.replace('.sip', '');
      return {
        name,
        kind: valid.has(name) ? ('valid' as const) : ('invalid' as const),
        isInvite: /^\s*INVITE\s/.test(text),
        fresh: () => expand(renamed(text)),
        aimedAt: (number: string) => expand(renamed(text.replace(/(sip:)[^@\s<>]+@/, `$1${number}@`))),
      };
    }),
  );
}

function renamed(text: string): string {
  const token = randomBytes(5).toString('hex');
  return text.replace(/(branch\s*=\s*z9hG4bK)(?=[\w-])/g, `$1${token}`).replace(/^(Call-ID:\s*|i: )/gim, `$1${token}`);
}

function expand(text: string): Buffer {
  const repeated = text.replace(/<repeat count=(\d+)>([^<]*)<\/repeat>/g, (_all, count: string, part: string) =>
    part.repeat(Number(count)),
  );
  const joined = repeated.replace(/<allOneLine>\n([\s\S]*?)<\/allOneLine>/g, (_all, lines: string) =>
    lines.replaceAll('\n', ''),
  );
  // Not of the RFC: no audio leaves this machine, whatever becomes of the call.
  const here = joined.replace(/IN IP4 [\d.]+/g, (found) => `IN IP4 ${'127.0.0.1'.padEnd(found.length - 7)}`.trimEnd());
  const bytes = here
    .replaceAll('\n', '\r\n')
    .replace(/<hex>([0-9A-F]*)<\/hex>/g, (_all, digits: string) => Buffer.from(digits, 'hex').toString('latin1'));
  return Buffer.from(bytes, 'latin1');
}
