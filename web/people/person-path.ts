/** By the sign-in name, which is not a person's name (sql/people/add-user.ts). */
export const personPath = (id: string): string => `/ljudje/${encodeURIComponent(id)}`;
