/**
 * The time that is left of a hold, counted down beside the clock time that the page says anyway. It is said aloud twice,
 * two minutes and one before the end, and not each second. At the end the page says what happened and offers to look
 * whether the time is still free; what was typed stays where it is.
 */
const place = document.querySelector<HTMLElement>('[data-until]');
if (place !== null) countDown(place);

function countDown(deadline: HTMLElement): void {
  const { until = '0', now = '0', left = '', two = '', one = '' } = deadline.dataset;
  // By the server's clock: that of the visitor may be wrong.
  const ahead = Number(now) - Date.now();
  const shown = deadline.querySelector<HTMLElement>('.time-left');
  const said = document.querySelector<HTMLElement>('[data-deadline-said]');
  const over = document.querySelector<HTMLElement>('[data-deadline-over]');
  const say = (sentence: string): void => {
    if (said !== null) said.textContent = sentence;
  };
  const secondsLeft = (): number => Math.ceil((Number(until) - Date.now() - ahead) / 1000);
  let before = secondsLeft();
  const show = (): void => {
    const seconds = secondsLeft();
    if (seconds <= 0) {
      clearInterval(ticking);
      deadline.hidden = true;
      if (over !== null) {
        over.hidden = false;
        say(over.querySelector('p')?.textContent ?? '');
      }
      return;
    }
    if (shown !== null) {
      const tail = String(seconds % 60).padStart(2, '0');
      shown.textContent = left.replace('{}', `${Math.floor(seconds / 60)}:${tail}`);
    }
    deadline.classList.toggle('deadline-soon', seconds <= 120);
    if (before > 120 && seconds <= 120) say(two);
    if (before > 60 && seconds <= 60) say(one);
    before = seconds;
  };
  const ticking = setInterval(show, 1000);
  // A tab that slept shows at once how things stand.
  document.addEventListener('visibilitychange', show);
  show();
}

export {};
