import { followLine } from '../live/island-line.ts';
import { followDay } from './desk-day.ts';

/**
 * All that script does on the desk's pages; without it everything works as well. A part that is live is asked for again
 * when the server says that something changed in it, and when its deadline passes; the keys of the day press the
 * buttons of the visit that has the focus.
 */
const live = document.querySelector<HTMLElement>('[data-live]');
if (live !== null) {
  let fetching = false;
  let missed = false;
  const renew = async (): Promise<void> => {
    if (fetching) {
      missed = true;
      return;
    }
    fetching = true;
    try {
      const answer = await fetch(location.href, { cache: 'no-store', headers: { accept: 'text/html' } });
      if (answer.ok) replaceWith(await answer.text());
    } finally {
      fetching = false;
    }
    if (missed) {
      missed = false;
      await renew();
    }
  };
  const replaceWith = (html: string): void => {
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById(live.id);
    if (fresh === null) {
      // What was waited for has come: the page is another one now.
      location.reload();
      return;
    }
    const focused = document.activeElement?.id;
    live.replaceChildren(...fresh.childNodes);
    if (focused) document.getElementById(focused)?.focus();
    waitForDeadline();
  };
  let deadline: number | undefined;
  const waitForDeadline = (): void => {
    clearTimeout(deadline);
    const until = Number(live.querySelector<HTMLElement>('[data-until]')?.dataset.until);
    if (until > 0) deadline = window.setTimeout(() => void renew(), Math.max(0, until - Date.now()) + 1000);
  };
  waitForDeadline();
  followDay(live, renew);
  followLine(live.dataset.live ?? '', {
    onState: () => void renew().catch(() => undefined),
    onTrouble: () => undefined,
    now: () => Date.now(),
  });
}
