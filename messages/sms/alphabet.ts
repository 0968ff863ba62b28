/**
 * How an SMS travels (3GPP TS 23.038): in the GSM 7-bit alphabet, 160 characters a part, or as UCS-2, 70 a part, as
 * soon as one character needs it. č, š and ž do; é, à and ö do not. In several parts each loses room for its header.
 */
export type SmsAlphabet = 'gsm7' | 'ucs2';

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Each costs two: the escape and itself. */
const extension = new Set('\f^{}\\[~]|€');

export type SmsLength = {
  readonly alphabet: SmsAlphabet;
  /** Units of the alphabet: septets, or 16-bit units. */
  readonly units: number;
  readonly parts: number;
  /** How many units still fit into the last part. */
  readonly left: number;
};

/** The room of a message in one part, and of each part of several (six octets of header). */
const rooms = { gsm7: { single: 160, each: 153 }, ucs2: { single: 70, each: 67 } } as const;

export function alphabetOf(text: string): SmsAlphabet {
  for (const character of text) if (!basic.has(character) && !extension.has(character)) return 'ucs2';
  return 'gsm7';
}

/** Cuts a text into the parts in which it travels; no character, escaped or of two units, is cut apart. */
export function partsOfSms(text: string): readonly string[] {
  const alphabet = alphabetOf(text);
  const { single, each } = rooms[alphabet];
  if (unitsOf(text, alphabet) <= single) return [text];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of text) {
    const units = unitsOf(character, alphabet);
    if (used + units > each) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += units;
  }
  return [...parts, part];
}

export function measureSms(text: string): SmsLength {
  const alphabet = alphabetOf(text);
  const parts = partsOfSms(text);
  const room = parts.length === 1 ? rooms[alphabet].single : rooms[alphabet].each;
  return {
    alphabet,
    units: unitsOf(text, alphabet),
    parts: parts.length,
    left: room - unitsOf(parts.at(-1) ?? '', alphabet),
  };
}

function unitsOf(text: string, alphabet: SmsAlphabet): number {
  if (alphabet === 'ucs2') return text.length;
  let units = 0;
  for (const character of text) units += extension.has(character) ? 2 : 1;
  return units;
}
