import { isIP, isIPv4 } from 'node:net';

/**
 * Asterisk's files are lines; a value with a line break, a semicolon or a "$" would be more than a value. So each kind
 * of value has one closed form, and what does not fit is refused by the name of its place. The value itself is not
 * repeated: it may be a password.
 */
export class ConfigurationValueRefused extends Error {
  override readonly name = 'ConfigurationValueRefused';
  readonly place: string;
  readonly expected: string;

  constructor(place: string, expected: string) {
    super(`Asterisk's configuration cannot be written: ${place} must be ${expected}.`);
    this.place = place;
    this.expected = expected;
  }
}

const textOf =
  (form: RegExp, expected: string) =>
  (place: string, value: string): string => {
    // The type says string, but the value may have come from a database row.
    if (typeof value !== 'string' || !form.test(value)) throw new ConfigurationValueRefused(place, expected);
    return value;
  };

/** Begins with a letter, so that it can never meet a phone's user name, which is digits. */
export const checkedName = textOf(
  /^[a-z][a-z0-9-]{0,39}$/,
  'a name of a to z, 0 to 9 and "-", beginning with a letter',
);

export const checkedPhoneUser = textOf(/^[0-9]{2,6}$/, 'two to six digits');

export const checkedPassword = textOf(
  /^[A-Za-z0-9._~+=/@:!*-]{8,128}$/,
  '8 to 128 characters of A to Z, a to z, 0 to 9 and . _ ~ + = / @ : ! * -',
);

/** What a telephone company gave us is not ours to choose; a semicolon would begin a comment. */
export const checkedTrunkUser = textOf(
  /^[A-Za-z0-9._+-]{1,64}$/,
  'up to 64 characters of A to Z, a to z, 0 to 9 and . _ + -',
);

export const checkedTrunkPassword = textOf(
  /^[!-:<-[\]-~]{1,128}$/,
  'up to 128 characters of ASCII without space, ; and \\',
);

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
export const checkedHost = textOf(
  new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9A-Fa-f:.]{2,45}\\])$`),
  'the name or address of a machine',
);

export const checkedNumber = textOf(/^\+?[0-9]{3,15}$/, 'a telephone number of 3 to 15 digits, "+" allowed in front');

export const checkedSound = textOf(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/, 'a file name without folder and extension');

const folderForm = /^\/[\p{L}\p{N}/ ._+@=~-]*[\p{L}\p{N}_]$/u;
export const checkedFolder = textOf(folderForm, 'an absolute path of letters, digits, spaces and / . _ + @ = ~ -');

export const checkedAddress = (place: string, value: string): string => {
  if (typeof value !== 'string' || isIP(value) === 0) throw new ConfigurationValueRefused(place, 'an IP address');
  return value;
};

/** An address, or a network with its length: "192.0.2.0/28". */
export const checkedNetwork = (place: string, value: string): string => {
  const expected = 'an IP address or a network such as 192.0.2.0/28';
  if (typeof value !== 'string') throw new ConfigurationValueRefused(place, expected);
  const [address = '', length, ...rest] = value.split('/');
  const longest = isIPv4(address) ? 32 : 128;
  const lengthFits = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= longest);
  if (isIP(address) === 0 || !lengthFits || rest.length > 0) throw new ConfigurationValueRefused(place, expected);
  return value;
};

export const checkedWhole = (place: string, value: number, from: number, to: number): number => {
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new ConfigurationValueRefused(place, `a whole number from ${from} to ${to}`);
  }
  return value;
};

export const checkedPort = (place: string, value: number): number => checkedWhole(place, value, 1, 65535);

export const checkedOneOf = <Word extends string>(place: string, value: Word, words: readonly Word[]): Word => {
  if (!words.includes(value)) throw new ConfigurationValueRefused(place, `one of ${words.join(', ')}`);
  return value;
};

/** Refuses a list in which two items have the same name. */
export const checkedDistinct = (place: string, names: readonly string[]): void => {
  if (new Set(names).size !== names.length) throw new ConfigurationValueRefused(place, 'different from each other');
};
