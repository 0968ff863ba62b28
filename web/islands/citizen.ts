import './citizen-deadline.ts';

/**
 * All that script does on citizens' pages; without it everything works as well. A form that is on its way is not sent
 * a second time, whoever wants may let the browser say where they are, and a deadline is counted down.
 */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  if (form.dataset.sent === 'yes') {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  // Where the answer takes its time, the button shows that it was pressed.
  event.submitter?.setAttribute('aria-busy', 'true');
});

// A page that comes back by the back button is a new one to whoever looks at it.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
});

const locate = document.querySelector<HTMLButtonElement>('button[data-locate]');
if (locate !== null && 'geolocation' in navigator) {
  locate.disabled = false;
  locate.addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => send(locate.dataset.locate ?? '', coords),
      () => {
        const problem = document.querySelector('[data-locate-problem]');
        if (problem !== null) problem.textContent = locate.dataset.refused ?? '';
      },
      { timeout: 10_000, maximumAge: 600_000 },
    );
  });
}

/** In the body of a form, so that no address and no history holds where somebody is; a kilometre is exact enough. */
function send(
  action: string,
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  for (const [name, value] of [
    ['sirina', latitude.toFixed(2)],
    ['dolzina', longitude.toFixed(2)],
  ] as const) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
