import { alphabetOf, partsOfSms } from './alphabet.ts';

/** A citizen reads three parts as one text; more is a letter. */
export const mostParts = 3;

/**
 * The first of the texts, longest first, that fits into three parts. When none does, the last one goes without its
 * carons and accents, as people write when they are short of room: that more than doubles what fits in a part. It is
 * never cut: its end is the link.
 */
export function fitSms(texts: readonly string[]): string {
  const fitting = texts.find((text) => partsOfSms(text).length <= mostParts);
  if (fitting !== undefined) return fitting;
  const last = texts.at(-1) ?? '';
  const plain = withoutAccents(last);
  return alphabetOf(plain) === 'gsm7' ? plain : last;
}

/** Letters of our four languages that GSM has, or their nearest: č to c, ő to ö, typographic signs to plain ones. */
export function withoutAccents(text: string): string {
  const nearest: Readonly<Record<string, string>> = {
    ő: 'ö',
    Ő: 'Ö',
    ű: 'ü',
    Ű: 'Ü',
    đ: 'd',
    Đ: 'D',
    '’': "'",
    '‘': "'",
    '„': '"',
    '“': '"',
    '”': '"',
    '»': '"',
    '«': '"',
    '–': '-',
    '—': '-',
    '…': '...',
    '\u00a0': ' ',
    º: '',
  };
  return [...text]
    .map((character) => {
      if (alphabetOf(character) === 'gsm7') return character;
      return nearest[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
    })
    .join('');
}
