import { announce } from './island-data.ts';

/**
 * The list of a day by keyboard: arrows go from visit to visit, a letter presses the button that has it. Keys act only
 * while something of a visit has the focus (WCAG 2.1.4), and do what the buttons of that visit do.
 */
export function followDay(list: HTMLElement, renew: () => Promise<void>): void {
  list.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const row = rowOf(event.target);
    if (row === null) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
      next?.querySelector('a')?.focus();
      event.preventDefault();
      return;
    }
    const button = row.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button === null) return;
    event.preventDefault();
    button.click();
  });

  list.addEventListener('submit', (event) => {
    const form = event.target;
    const row = rowOf(form);
    if (!(form instanceof HTMLFormElement) || row === null) return;
    event.preventDefault();
    void mark(form, event.submitter, row.dataset.visit ?? '');
  });

  async function mark(form: HTMLFormElement, submitter: HTMLElement | null, visit: string): Promise<void> {
    // An empty multipart form would not be read: the server expects what a form without script sends.
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form, submitter)) fields.append(name, String(value));
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: fields,
        headers: { accept: 'application/json' },
      });
      const { sentence } = (await answer.json()) as { readonly sentence: string | null };
      if (sentence !== null) announce(sentence);
    } catch {
      form.submit();
      return;
    }
    await renew();
    document.getElementById(`obisk-${visit}`)?.focus();
  }
}

const rowOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-visit]') : null;
