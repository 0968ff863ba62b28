import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import { checkTemplate } from '../../prompts/template.ts';
import { sl } from '../messages/sl.ts';

/**
 * Checks a text while it is typed, with the words that the server would say, and keeps it in this tab until it is
 * stored: a session that is over, a broken line or a closed lid cost nobody what they wrote.
 */
const checkAfterMs = 400;

type Kept = { readonly before: string; readonly text: string };

for (const form of document.querySelectorAll<HTMLFormElement>('form.prompt-editor')) follow(form);

function follow(form: HTMLFormElement): void {
  const field = form.querySelector('textarea');
  const problems = form.querySelector<HTMLElement>('.field-problems');
  const before = form.querySelector<HTMLInputElement>('input[name="prej"]')?.value ?? '';
  const { prompt, language, draft } = form.dataset;
  if (field === null || problems === null || prompt === undefined || language === undefined) return;
  const family = `besedilo:${prompt}:${language}:`;
  const name = `${family}${draft ?? ''}`;
  const given = field.defaultValue;
  if (new URLSearchParams(location.search).has('opravljeno')) forget(family);

  const check = (): void => {
    const found = checkTemplate(field.value, prompt as PromptKey, language as Language);
    show(
      problems,
      field,
      found.map(({ message }) => message),
    );
  };
  const kept = recall(name);
  if (field.value !== given) {
    // Somebody wrote before this script was there.
    remember(name, { before, text: field.value });
    check();
  } else if (kept !== null && kept.before === before && kept.text !== given) {
    field.value = kept.text;
    check();
    tell(form, sl.prompts.restored);
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener('input', () => {
    remember(name, { before, text: field.value });
    clearTimeout(timer);
    timer = setTimeout(check, checkAfterMs);
  });
}

function show(place: HTMLElement, field: HTMLTextAreaElement, sentences: readonly string[]): void {
  const list = place.querySelector('ul');
  const heading = place.querySelector('p');
  if (list === null || heading === null) return;
  const items = sentences.map((sentence) => {
    const item = document.createElement('li');
    item.textContent = sentence;
    return item;
  });
  list.replaceChildren(...items);
  list.hidden = heading.hidden = sentences.length === 0;
  if (sentences.length === 0) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
}

function tell(form: HTMLFormElement, sentence: string): void {
  const notice = document.createElement('p');
  notice.className = 'notice notice-plain';
  notice.setAttribute('role', 'status');
  notice.textContent = sentence;
  form.prepend(notice);
}

/** A browser may have no storage to give; then nothing is kept. */
function remember(name: string, kept: Kept): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // The page works as it does without script.
  }
}

function recall(name: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function forget(family: string): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(family)) sessionStorage.removeItem(name);
  } catch {
    // There was nothing to forget.
  }
}
