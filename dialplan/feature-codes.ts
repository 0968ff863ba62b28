/** What an agent asks for by dialling on the desk phone (R2.1, R2.2). */
export type FeatureCode =
  | { readonly type: 'SignIn' | 'BecomeReady' | 'SignOut' | 'FinishWrapUp' }
  /** The digit of a configured pause reason: *131 is the reason with digit 1. */
  | { readonly type: 'Pause'; readonly pauseDigit: string };

/** As people read them on the console and in the guide; `*13` is followed by the reason's digit. */
export const featureCodes = {
  SignIn: '*11',
  BecomeReady: '*12',
  Pause: '*13',
  SignOut: '*14',
  FinishWrapUp: '*15',
} as const satisfies Record<FeatureCode['type'], string>;

/** Reads what a phone dialled. Null: not a feature code, also `*13` without a digit, since a pause needs its reason. */
export function readFeatureCode(code: string): FeatureCode | null {
  switch (code) {
    case featureCodes.SignIn:
      return { type: 'SignIn' };
    case featureCodes.BecomeReady:
      return { type: 'BecomeReady' };
    case featureCodes.SignOut:
      return { type: 'SignOut' };
    case featureCodes.FinishWrapUp:
      return { type: 'FinishWrapUp' };
  }
  const pause = /^\*13([0-9])$/.exec(code);
  return pause?.[1] === undefined ? null : { type: 'Pause', pauseDigit: pause[1] };
}
