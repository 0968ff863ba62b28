/**
 * The same data without what acts for the person: links and codes become "…". As `mask_secrets` does in the database
 * (migration 000030), for what is stored as it was sent and for those who may read but not act.
 */
export function maskSecrets<T>(data: T): T {
  return mask(data) as T;
}

function mask(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(mask);
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      if (key === 'code') return [key, '…'];
      if (key === 'links') return [key, Object.fromEntries(Object.keys(value as object).map((link) => [link, '…']))];
      return [key, mask(value)];
    }),
  );
}
