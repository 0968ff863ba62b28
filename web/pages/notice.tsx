import { Sign } from './sign.tsx';

/** What became of the last thing that somebody asked for. */
export function Notice(props: {
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
}) {
  const { notice } = props;
  return (
    <div class="notice-place" role={notice?.kind === 'refused' ? 'alert' : 'status'}>
      {notice === null ? null : (
        <p class={`notice notice-${notice.kind}`}>
          <Sign name={notice.kind === 'done' ? 'reached' : 'warning'} /> {notice.sentence}
        </p>
      )}
    </div>
  );
}
