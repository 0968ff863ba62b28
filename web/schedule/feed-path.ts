/** Where a counter's calendar is read: the secret is the last part, so that it stands in no query and in no log. */
export const feedPath = (token: string): string => `/koledar/${token}.ics`;
