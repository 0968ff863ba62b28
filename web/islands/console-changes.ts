import type { LiveConsole } from '../live/live-state.ts';
import { sl } from '../messages/sl.ts';
import { sayDuration } from '../present/time.ts';
import { announce } from './island-data.ts';
import type { Ringer } from './ringer.ts';

/** What a change of the agent's state does beside the page's content: title, sound, focus, a sentence to be heard. */
export function noticeChange(before: LiveConsole | null, after: LiveConsole, ringer: Ringer): void {
  const [was, is] = [before?.view?.state ?? null, after.view?.state ?? null];
  if (was === is || is === null) return;
  document.title = `${titleOf(is)} – ${sl.product}`;
  if (is === 'offered') ringer.start();
  else ringer.stop();
  if (before === null) return;
  const call = after.view?.call ?? null;
  if (is === 'offered' && call !== null) {
    announce(sl.agentConsole.newCall(sl.languages[call.language], sayDuration(after.now - call.ticketAt)));
    moveFocus('klic');
  } else if (is === 'wrapUp') {
    announce(sl.agentConsole.callEnded);
    moveFocus('kategorija');
  } else {
    announce(sl.agentConsole.stateNow(sl.agentStates[is]));
    keepFocus();
  }
}

function titleOf(state: NonNullable<LiveConsole['view']>['state']): string {
  if (state === 'offered') return sl.agentConsole.titleRinging;
  return state === 'talking' || state === 'onHold' ? sl.agentConsole.titleTalking : sl.agentConsole.title;
}

/** Never takes the cursor out of what somebody is writing. The page is drawn first. */
function moveFocus(id: string): void {
  requestAnimationFrame(() => {
    if (isWriting(document.activeElement)) return;
    const place = document.getElementById(id);
    // Of a group of choices the one that is chosen takes the focus, else the first.
    const choice = place?.querySelector<HTMLElement>(':checked') ?? place?.querySelector<HTMLElement>('input');
    (choice ?? place)?.focus();
  });
}

/** A button that was pressed and is gone must not leave the keyboard at the top of the page. */
function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === null || document.activeElement === document.body) {
      document.getElementById('moje-stanje')?.focus();
    }
  });
}

export function isWriting(element: Element | null): boolean {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');
}
