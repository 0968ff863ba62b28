/** How often a live page is sent a sign of life; it takes a line as dead that brought nothing for twice as long. */
export const heartbeatMs = 15_000;
