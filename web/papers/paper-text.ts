import type { Paper } from '../messages/sl/citizen-papers.ts';

/**
 * A paper as plain text that anybody can edit: the title, a line between, the lead, and then parts with "## " before
 * their headings; paragraphs stand apart by an empty line, points of a list begin with "- ", steps with "1. ".
 */
export function textOfPaper({ title, lead, parts }: Paper): string {
  const blocks = parts.flatMap(({ heading, content }, place) => [
    `## ${heading}`,
    ...content.map((block, at) => {
      if (typeof block === 'string') return block;
      // The list that opens a paper is a sequence of steps (paper-page.tsx).
      const steps = place === 0 && at === 0;
      return block.map((entry, index) => `${steps ? `${index + 1}.` : '-'} ${entry}`).join('\n');
    }),
  ]);
  return [title, lead, ...blocks].join('\n\n');
}

export type PaperProblem = 'title' | 'lead' | 'noPart' | 'emptyPart' | 'early' | 'tooLong';

const longest = 20_000;
const point = /^(?:-|\d{1,2}\.)\s+/;

/** The paper that a text says, or what is missing in it. Nothing in it is markup: all of it is shown as it stands. */
export function readPaper(text: string): { readonly paper: Paper } | { readonly problem: PaperProblem } {
  if (text.length > longest) return { problem: 'tooLong' };
  const [title = '', lead = '', ...blocks] = text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '');
  if (title === '' || title.startsWith('##') || title.includes('\n') || title.length > 200) return { problem: 'title' };
  if (lead === '' || lead.startsWith('##')) return { problem: 'lead' };
  const parts: { heading: string; content: (string | readonly string[])[] }[] = [];
  for (const block of blocks) {
    const lines = block.split('\n').map((line) => line.trim());
    const [first = ''] = lines;
    if (first.startsWith('##')) {
      parts.push({ heading: first.replace(/^#+\s*/, ''), content: [] });
      lines.shift();
    }
    const part = parts.at(-1);
    if (part === undefined) return { problem: 'early' };
    if (lines.length === 0) continue;
    const isList = lines.every((line) => point.test(line));
    part.content.push(isList ? lines.map((line) => line.replace(point, '')) : lines.join(' '));
  }
  if (parts.length === 0) return { problem: 'noPart' };
  if (parts.some(({ heading, content }) => heading === '' || content.length === 0)) return { problem: 'emptyPart' };
  return { paper: { title, lead, parts } };
}
