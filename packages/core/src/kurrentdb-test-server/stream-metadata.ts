/** The value of `$tb` with which a server marks a stream as deleted: the largest signed 64-bit number, as JSON reads it. */
export const SOFT_DELETED = 2 ** 63;

/** The same as the server writes it. */
export const SOFT_DELETED_TEXT = '9223372036854775807';

/** The settings of a stream that change what a reader sees. Ages are in seconds. */
export interface Metadata {
  readonly maxCount?: number | undefined;
  readonly maxAge?: number | undefined;
  readonly truncateBefore?: number | undefined;
}

const number = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** Reads the settings out of a metadata event. What is no JSON object sets nothing. */
export function readMetadata(data: Uint8Array): Metadata {
  const whole = parse(data);
  return {
    maxCount: number(whole.$maxCount),
    maxAge: number(whole.$maxAge),
    truncateBefore: number(whole.$tb),
  };
}

/** A metadata event's data with another `$tb` and everything else left as it was. */
export function withTruncateBefore(data: Uint8Array | undefined, before: string): Uint8Array {
  const rest = Object.entries(data === undefined ? {} : parse(data)).filter(
    ([key]) => key !== '$tb',
  );
  const members = [
    ...rest.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`),
    `"$tb":${before}`,
  ];
  return new TextEncoder().encode(`{${members.join(',')}}`);
}

function parse(data: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(data));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
