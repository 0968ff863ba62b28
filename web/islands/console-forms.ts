import type { ConsoleProps } from '../console/console-props.ts';
import { sl } from '../messages/sl.ts';

/** What the server says to a form that an island sent. */
export type FormAnswer = { readonly ok: boolean; readonly sentence: string | null };

/** Sends a form as the browser would, without leaving the page; answers what to tell. */
export async function postForm(form: HTMLFormElement, submitter: HTMLElement | null): Promise<ConsoleProps['notice']> {
  const fields = new FormData(form, submitter);
  return postFields(form.action, fields);
}

export async function postFields(action: string, fields: FormData): Promise<ConsoleProps['notice']> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === 'string') body.append(name, value);
  try {
    const answer = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (answer.status === 401) return { kind: 'refused', sentence: sl.connection.sessionOver };
    const { ok, sentence } = (await answer.json()) as FormAnswer;
    return sentence === null ? null : { kind: ok ? 'done' : 'refused', sentence };
  } catch {
    return { kind: 'refused', sentence: sl.refusals.engineAway };
  }
}
