import type { MessageLanguage } from '../sql/messages/message.ts';

/** Where the links of messages lead (R4.5), without the prefix of a language. Each shows on GET and acts on POST. */
export const visitPath = (token: string): string => `/obisk/${token}`;
export const cancelPath = (token: string): string => `/obisk/${token}/odpoved`;
export const movePath = (token: string): string => `/obisk/${token}/prestavitev`;
export const completePath = (token: string): string => `/obisk/${token}/dokoncanje`;
export const offerPath = (token: string): string => `/obisk/${token}/ponudba`;
/** Waiting for an earlier visit: the wishes. */
export const waitPath = (token: string): string => `/obisk/${token}/prej`;
export const proposalPath = (token: string): string => `/obisk/${token}/sprememba`;

/** Slovene addresses have no prefix: they are the ones that are read out and printed. */
export const prefixOf = (language: MessageLanguage): string => (language === 'sl' ? '' : `/${language}`);
