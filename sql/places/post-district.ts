/** A point in WGS84 degrees. */
export type Point = { readonly longitude: number; readonly latitude: number };

export type PostDistrict = Point & {
  /** "1270" */
  readonly postCode: string;
  /** "Litija" */
  readonly name: string;
};
