/**
 * Text as it is compared: lower case, letters without their marks, one space between words. "Škofja  Loka" and
 * "skofja loka" are the same place to whoever types on a foreign keyboard.
 */
export function foldedText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
