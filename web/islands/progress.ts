/**
 * A page that shows work under way asks now and then how far it is, and shows it; when it is done the page is loaded
 * again, because it has more to show then. Without script the page says how to look again.
 */
type Told = { readonly done: number; readonly all: number; readonly sentence: string };

const everyMs = 1500;

function isTold(value: unknown): value is Told {
  return (
    typeof value === 'object' &&
    value !== null &&
    'done' in value &&
    typeof value.done === 'number' &&
    'all' in value &&
    typeof value.all === 'number' &&
    'sentence' in value &&
    typeof value.sentence === 'string'
  );
}

const place = document.querySelector<HTMLElement>('[data-progress]');

async function look(from: string, shown: HTMLElement): Promise<void> {
  const answer = await fetch(from, { headers: { accept: 'application/json' } }).catch(() => null);
  const told: unknown = answer?.ok ? await answer.json() : null;
  if (isTold(told)) {
    if (told.done >= told.all) return location.reload();
    const bar = shown.querySelector('progress');
    const text = shown.querySelector('[data-progress-text]');
    if (bar !== null) bar.value = told.done;
    if (text !== null) text.textContent = told.sentence;
  }
  setTimeout(() => void look(from, shown), everyMs);
}

if (place?.dataset.progress !== undefined) void look(place.dataset.progress, place);
