/** Stands in every form; security/csrf.ts looks for it. */
export const csrfField = '_csrf';

export function FormToken({ token }: { readonly token: string }) {
  return <input type="hidden" name={csrfField} value={token} />;
}
