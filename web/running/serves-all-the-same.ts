/** What is asked of when it is said whether all is well. */
export type PartName = 'database' | 'engine' | 'asterisk' | 'configuration' | 'journal' | 'audioPorts' | 'web';

/**
 * These want somebody's eye; the line and the pages serve. Whoever ends what is not well (a container's health check, a
 * balancer) must leave these alone: an end would lose calls, and the records that memory holds while a disk is full.
 */
export const servesAllTheSame: ReadonlySet<PartName> = new Set(['configuration', 'journal', 'audioPorts']);
