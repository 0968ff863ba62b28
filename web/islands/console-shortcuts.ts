import type { AgentView } from '../../engine/core/views.ts';
import { shortcutKeys } from '../console/shortcuts.tsx';

/** Function keys press the buttons of the page; what is not on the page cannot be pressed. */
export function followShortcuts(view: () => AgentView | null): void {
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
    const act = actionOf(event.key, view());
    if (act === null) return;
    event.preventDefault();
    act();
  });
}

function actionOf(key: string, view: AgentView | null): (() => void) | null {
  switch (key) {
    case shortcutKeys.ready:
      return pressSubmit('obrazec-na-voljo');
    case shortcutKeys.book:
      return clickOn('naroci');
    case shortcutKeys.pause:
      return focusOn('razlog');
    case shortcutKeys.hold:
      return pressSubmit('obrazec-zadrzanje') ?? pressSubmit('obrazec-posvet', 'preklopi');
    case shortcutKeys.transfer:
      return focusOn('svetovalec') ?? focusOn('vrsta') ?? focusFirstButton('obrazec-posvet');
    case shortcutKeys.recording:
      return pressSubmit('obrazec-snemanje');
    case shortcutKeys.notes:
      return focusOn('zapis');
    case shortcutKeys.finish:
      return view?.state === 'wrapUp' ? pressSubmit('obrazec-opis', 'dokoncaj') : null;
    default:
      return null;
  }
}

function clickOn(id: string): (() => void) | null {
  const link = document.getElementById(id);
  return link === null ? null : () => link.click();
}

function pressSubmit(formId: string, value?: string): (() => void) | null {
  const form = document.getElementById(formId);
  const button = form?.querySelector<HTMLButtonElement>(
    value === undefined ? 'button[type=submit]' : `button[value=${value}]`,
  );
  return button == null ? null : () => button.click();
}

function focusFirstButton(formId: string): (() => void) | null {
  const button = document.querySelector<HTMLButtonElement>(`#${formId} button`);
  return button === null ? null : () => button.focus();
}

function focusOn(id: string): (() => void) | null {
  const field = document.getElementById(id);
  if (field === null) return null;
  return () => {
    const folded = field.closest('details');
    if (folded !== null) folded.open = true;
    field.focus();
  };
}
