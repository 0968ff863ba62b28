/** Whose report it is, as its cover and heads say. */
export type ReportHeading = {
  /** The client: "Ministrstvo za javno upravo". */
  readonly client: string;
  /** "Klicni center UeNaročanje" */
  readonly centre: string;
};

export const defaultHeading: ReportHeading = {
  client: 'Ministrstvo za javno upravo',
  centre: 'Klicni center UeNaročanje',
};
