import type { Point } from '../../sql/places/post-district.ts';

const radius = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres as the crow flies between two points (haversine). */
export function distanceBetween(one: Point, other: Point): number {
  const half = (a: number, b: number): number => Math.sin(radians(b - a) / 2) ** 2;
  const square =
    half(one.latitude, other.latitude) +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(one.longitude, other.longitude);
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(square)));
}
