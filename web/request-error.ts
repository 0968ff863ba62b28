/** The request cannot be answered as asked: a page with this status says why and what to do. */
export class RequestError extends Error {
  readonly status: ErrorStatus;
  readonly reason: 'formExpired' | null;
  /** Koa hides the text of errors that are not exposed; ours never reaches the page anyway. */
  readonly expose = false;

  constructor(status: ErrorStatus, reason: 'formExpired' | null = null, options?: ErrorOptions) {
    super(`${status}${reason === null ? '' : ` ${reason}`}`, options);
    this.name = 'RequestError';
    this.status = status;
    this.reason = reason;
  }
}

export const errorStatuses = [400, 403, 404, 405, 409, 413, 416, 429, 500, 503] as const;
export type ErrorStatus = (typeof errorStatuses)[number];
