import { InvalidRequest } from './errors.ts';

/** How many events a page has where the reader does not say. */
export const defaultPageSize = 512;

/** @throws InvalidRequest unless the value is a whole number from `least` */
export function wholeNumber(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new InvalidRequest(`Read: ${name}`, `it is a whole number from ${least}, not ${value}`);
}
