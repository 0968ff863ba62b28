import proj4 from 'proj4';
import type { Point } from '../../sql/places/post-district.ts';

/** D96/TM (EPSG:3794), the state coordinate system in which the surveying authority publishes its registers. */
const d96 = '+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=500000 +y_0=-5000000 +ellps=GRS80 +units=m +no_defs';
const toDegrees = proj4(d96, 'EPSG:4326');

/** Metres east and north to WGS84 degrees, to the metre. */
export function pointOf(east: number, north: number): Point {
  const [longitude, latitude] = toDegrees.forward([east, north]);
  return { longitude: rounded(longitude), latitude: rounded(latitude) };
}

/** Where the register's points can lie: a box around Slovenia, in metres. */
export const isInSlovenia = (east: number, north: number): boolean =>
  east > 370_000 && east < 630_000 && north > 20_000 && north < 200_000;

const rounded = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;
