import type { MessageChannel, MessageKind, MessageLanguage } from '../sql/messages/message.ts';
import { exampleOf } from './examples.ts';
import { formsOf, templateRules } from './placeholders.ts';
import { renderMessage, type Sender } from './render.ts';
import { measureSms } from './sms/alphabet.ts';
import { mostParts } from './sms/fit.ts';
import { paragraphsOf, partsOf, type Template } from './template.ts';

/** What is wrong with an edited text, as data; the page says it in words. */
export type TemplateProblem =
  | { readonly problem: 'bodyEmpty' }
  | { readonly problem: 'subjectEmpty' }
  | { readonly problem: 'subjectTooLong'; readonly length: number; readonly most: number }
  | { readonly problem: 'bodyTooLong'; readonly length: number; readonly most: number }
  | { readonly problem: 'strayBrace'; readonly near: string }
  | { readonly problem: 'unknownPlaceholder'; readonly name: string; readonly expected: readonly string[] }
  | { readonly problem: 'missingPlaceholder'; readonly name: string }
  /** It stands there, but not where it would be needed: `form` of the choice, counted from 1. */
  | { readonly problem: 'missingInForm'; readonly name: string; readonly choice: string; readonly form: number }
  | { readonly problem: 'wrongForms'; readonly name: string; readonly given: number; readonly expected: number }
  | { readonly problem: 'noForms'; readonly name: string }
  | { readonly problem: 'notALink'; readonly name: string; readonly expected: readonly string[] }
  | { readonly problem: 'blockInLine'; readonly name: string }
  | { readonly problem: 'smsTooLong'; readonly parts: number; readonly most: number };

const mostSubject = 120;
const mostBody = 5000;

type Where = { readonly kind: MessageKind; readonly channel: MessageChannel; readonly language: MessageLanguage };

/** Every problem of an edited text; none: it may be saved. Pure. */
export function checkTemplate(where: Where, template: Template): readonly TemplateProblem[] {
  const problems = [...checkLengths(where, template), ...checkPlaceholders(where, template)];
  return problems.length > 0 ? problems : checkSmsLength(where, template);
}

function checkLengths({ channel }: Where, { subject, body }: Template): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  if (body.trim() === '') problems.push({ problem: 'bodyEmpty' });
  if (body.length > mostBody) problems.push({ problem: 'bodyTooLong', length: body.length, most: mostBody });
  if (channel === 'sms') return problems;
  if (subject.trim() === '') problems.push({ problem: 'subjectEmpty' });
  if (subject.length > mostSubject)
    problems.push({ problem: 'subjectTooLong', length: subject.length, most: mostSubject });
  return problems;
}

function checkPlaceholders({ kind, channel, language }: Where, { subject, body }: Template): TemplateProblem[] {
  const { placeholders, required } = templateRules[kind];
  const allowed = Object.entries(placeholders).filter(([, { as }]) => channel === 'email' || as !== 'block');
  const names = allowed.map(([name]) => name);
  const links = allowed.flatMap(([name, { as }]) => (as === 'link' ? [name] : []));
  const problems: TemplateProblem[] = [];
  const used = new Set<string>();
  const { requiredIn } = templateRules[kind];
  const usedIn = requiredIn?.cases.map(() => new Set<string>()) ?? [];
  for (const line of [subject, ...paragraphsOf(body)]) {
    const parts = partsOf(line);
    for (const part of parts) {
      if (part.type === 'text') {
        const stray = /.{0,20}[{}].{0,20}/.exec(part.text);
        if (stray !== null) problems.push({ problem: 'strayBrace', near: stray[0] });
        continue;
      }
      const { name } = part;
      const placeholder = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
      if (placeholder === undefined || !names.includes(name)) {
        problems.push({ problem: 'unknownPlaceholder', name, expected: names });
        continue;
      }
      // The subject shows neither links nor blocks; what is required must stand in the text itself.
      const isRead = line !== subject || channel === 'sms';
      if (isRead) for (const names of [used, ...usedIn]) names.add(name);
      if (part.type === 'link') {
        if (placeholder.as !== 'link') problems.push({ problem: 'notALink', name, expected: links });
        continue;
      }
      if (placeholder.as === 'block' && (parts.length > 1 || line === subject))
        problems.push({ problem: 'blockInLine', name });
      const expected = formsOf(placeholder, language);
      const given = part.forms?.length ?? 0;
      if (expected === null && part.forms !== null) problems.push({ problem: 'noForms', name });
      if (expected !== null && given !== expected) problems.push({ problem: 'wrongForms', name, given, expected });
      for (const [place, form] of (part.forms ?? []).entries()) {
        for (const inner of partsOf(form)) {
          if (inner.type === 'text') continue;
          const said = Object.hasOwn(placeholders, inner.name) ? placeholders[inner.name] : undefined;
          // Forms within forms would be read by nobody, and a paragraph stands by itself.
          if (said === undefined || (said.as !== 'link' && (said.as !== 'word' || inner.type === 'link')))
            problems.push({
              problem: 'unknownPlaceholder',
              name: inner.name,
              expected: allowed.flatMap(([each, { as }]) => (as === 'word' || as === 'link' ? [each] : [])),
            });
          if (!isRead) continue;
          used.add(inner.name);
          for (const [one, names] of usedIn.entries())
            if (name !== requiredIn?.choice || one === place) names.add(inner.name);
        }
      }
    }
  }
  for (const name of required[channel]) {
    if (!used.has(name)) problems.push({ problem: 'missingPlaceholder', name });
  }
  if (requiredIn?.channel === channel) {
    for (const [place, names] of requiredIn.cases.entries()) {
      for (const name of names) {
        if (usedIn[place]?.has(name) !== true)
          problems.push({ problem: 'missingInForm', name, choice: requiredIn.choice, form: place + 1 });
      }
    }
  }
  return problems;
}

const anybody: Sender = { name: '', email: 'x@example.si' };

/** With the example's values, which are as long as usual ones. */
function checkSmsLength({ kind, channel, language }: Where, template: Template): TemplateProblem[] {
  if (channel === 'email') return [];
  const rendered = renderMessage({
    kind,
    channel,
    language,
    payload: exampleOf(kind, language),
    template,
    sender: anybody,
    to: null,
    now: 0,
  });
  const { parts } = measureSms(rendered.text);
  return parts > mostParts ? [{ problem: 'smsTooLong', parts, most: mostParts }] : [];
}
