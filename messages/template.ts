/** One text of a message as it is written: shipped with the program or edited on the page. */
export type Template = {
  /** Of an e-mail; empty for an SMS. */
  readonly subject: string;
  readonly body: string;
};

/** What a written line consists of. Its values are never looked through for braces again. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  /** A form may hold placeholders without forms of their own: `{proposed: yes: {accept}|no: {choose}}`. */
  | { readonly type: 'placeholder'; readonly name: string; readonly forms: readonly string[] | null }
  /** `[label]({name})` */
  | { readonly type: 'link'; readonly label: string; readonly name: string };

const pattern = /\[([^\]{}]+)\]\(\{([A-Za-z]+)\}\)|\{([A-Za-z]+)(?::((?:[^{}]|\{[A-Za-z]+\})*))?\}/g;

/** A line in its parts, in order. */
export function partsOf(line: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > from) parts.push({ type: 'text', text: line.slice(from, match.index) });
    const [, label, linkName, name, forms] = match;
    if (label !== undefined && linkName !== undefined) parts.push({ type: 'link', label, name: linkName });
    else parts.push({ type: 'placeholder', name: name ?? '', forms: forms === undefined ? null : splitForms(forms) });
    from = match.index + match[0].length;
  }
  if (from < line.length) parts.push({ type: 'text', text: line.slice(from) });
  return parts;
}

const splitForms = (forms: string): readonly string[] => forms.split('|').map((form) => form.trim());

/** Paragraphs are parted by empty lines; within one, lines stay lines. */
export function paragraphsOf(body: string): readonly string[] {
  return body
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
