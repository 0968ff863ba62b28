import { useEffect, useRef, useState } from 'preact/hooks';
import type { AgentView } from '../../engine/core/views.ts';
import type { ConsoleIslandParts } from '../console/console-props.ts';
import { postFields } from './console-forms.ts';

const saveAfterMs = 700;
/** Wrap-up may end by itself; what was typed until then is saved before. */
const saveBeforeEndMs = 2_500;

export type Description = {
  readonly saving: ConsoleIslandParts['saving'];
  typed(event: Event): void;
  /** The form is being sent as a whole; nothing of it is pending. */
  forget(): void;
  settled(saved: boolean): void;
};

/** Saves what the agent says of a call a moment after they stop typing. */
export function useDescription(view: AgentView | null, now: number): Description {
  const [saving, setSaving] = useState<ConsoleIslandParts['saving']>(null);
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; save(): void } | null>(null);
  const callId = view?.call?.callId ?? null;

  const forget = (): void => {
    if (pending.current !== null) clearTimeout(pending.current.timer);
    pending.current = null;
  };
  useEffect(() => {
    setSaving(null);
    return forget;
  }, [callId]);
  useEffect(() => {
    const endsAt = view?.wrapUpEndsAt ?? null;
    if (endsAt !== null && endsAt - now < saveBeforeEndMs) pending.current?.save();
  }, [now]);

  return {
    saving,
    forget,
    settled: (saved) => setSaving(saved ? 'saved' : 'unsaved'),
    typed(event) {
      const form = event.currentTarget as HTMLFormElement;
      forget();
      setSaving('unsaved');
      const save = (): void => {
        forget();
        setSaving('saving');
        const fields = new FormData(form);
        fields.set('dejanje', 'shrani');
        void postFields(form.action, fields).then((answer) => {
          // Typed on meanwhile: the next save will tell.
          if (pending.current === null) setSaving(answer?.kind === 'refused' ? 'unsaved' : 'saved');
        });
      };
      pending.current = { timer: setTimeout(save, saveAfterMs), save };
    },
  };
}
