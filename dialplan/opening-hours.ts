/** Contract, to be filled: see the functions' docstrings. Instants are milliseconds since the epoch. */

/** Local wall-clock rules of the line (R1.6); configuration, not code. Seed 000 §2.7.5 is the sample's. */
export type OpeningHours = {
  /** IANA name: "Europe/Ljubljana". */
  readonly timeZone: string;
  /** ISO weekday 1 (Monday) to 7; times "HH:MM", `to` exclusive, may be "24:00". */
  readonly weekly: readonly { readonly weekday: number; readonly from: string; readonly to: string }[];
  /** Public holidays of this country are closed; null: none. */
  readonly holidaysOf: 'SI' | null;
  /** Beats holidays and weekly rules. No `periods`: closed all day. */
  readonly exceptions: readonly {
    readonly date: string;
    readonly periods: readonly { readonly from: string; readonly to: string }[];
    readonly note: string;
  }[];
};
