/** What the server gives an island stands as JSON in an attribute of the element that it takes over. */
export function islandRoot<T>(id: string): { element: HTMLElement; data: T } {
  const element = document.getElementById(id);
  const text = element?.dataset.island;
  if (element == null || text === undefined) throw new Error(`The page has no island "${id}".`);
  return { element, data: JSON.parse(text) as T };
}

/** The server's clock, as its last message had it. */
export function serverClock(first: number): { now(): number; set(now: number): void } {
  let ahead = first - Date.now();
  return {
    now: () => Date.now() + ahead,
    set(now) {
      ahead = now - Date.now();
    },
  };
}

/** Speaks a sentence to screen readers, politely: after what they are saying. */
export function announce(sentence: string): void {
  const place = document.getElementById('oznanilo');
  if (place !== null) place.textContent = sentence;
}
