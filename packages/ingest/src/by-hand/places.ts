import { type ClaimEvent, isRepair, readPointer, writePointer } from '@monitoring-timeline/core';
import { EntryRefused } from './errors.ts';
import type { Correction } from './read-corrections.ts';

/** A place of a claim that can be corrected, and what stands there. */
export interface CorrectablePlace {
  /** Names from the claim down, parted by dots: `occurred.from`, `data.judgements.0.grade`. */
  readonly path: string;
  /** The same place as an RFC 6901 pointer, which a correction names. */
  readonly pointer: string;
  /** What stands there as it was recorded. */
  readonly value: string | number | boolean | null;
}

/** What can be corrected; the rest says whose claim it is and where it was read. */
const correctable = ['occurred', 'known', 'data'] as const;

/** Every place of a claim that holds one value and can be corrected, in the order in which it holds them. */
export function placesOf(event: ClaimEvent): readonly CorrectablePlace[] {
  const places: CorrectablePlace[] = [];
  const walk = (value: unknown, steps: readonly string[]): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(inner, [...steps, name]);
    } else {
      places.push({
        path: steps.join('.'),
        pointer: pointerOf(steps),
        value: value as CorrectablePlace['value'],
      });
    }
  };
  for (const part of correctable) walk(event[part], [part]);
  return isRepair(event) ? places.filter(({ path }) => path.startsWith('data.value')) : places;
}

function pointerOf(steps: readonly string[]): string {
  return `/${steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

/** A grade that is put right, and the words that stand beside it as they were printed. */
export interface PrintedLeft {
  /** The place of those words: `data.judgements.0.printed`. */
  readonly path: string;
  /** The words themselves. */
  readonly printed: string;
}

/** What goes on being told as printed where a grade is corrected and the words that it was printed as are not. */
export function printedLeft(
  event: ClaimEvent,
  corrections: readonly Pick<Correction, 'pointer'>[],
): readonly PrintedLeft[] {
  const set = new Set(corrections.map(({ pointer }) => pointer));
  const places = placesOf(event);
  return corrections.flatMap(({ pointer }) => {
    if (!pointer.endsWith('/grade')) return [];
    const beside = pointer.replace(/grade$/, 'printed');
    const found = places.find((place) => place.pointer === beside);
    if (found === undefined || set.has(beside)) return [];
    return [{ path: found.path, printed: String(found.value) }];
  });
}

/** A value in the form of the one that it replaces: a text stays a text, a number a number, and a grade may be typed as it is printed. */
function valueLike(
  text: string,
  { path, value: before }: Partial<Pick<CorrectablePlace, 'path' | 'value'>>,
): unknown {
  if (typeof before === 'string') {
    return path?.endsWith('.grade') ? text.trim().toLowerCase().replaceAll(/[ -]+/g, '_') : text;
  }
  if (/^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text)) return JSON.parse(text);
  return text;
}

/**
 * The correction that `path=value` asks for; a path that begins with no part of a claim is one within its data.
 * @throws EntryRefused where it is not of that form
 */
function correctionFrom(event: ClaimEvent, text: string, why: string): Correction {
  const at = text.indexOf('=');
  const given = text.slice(0, Math.max(at, 0)).trim();
  if (!/^[\w-]+(?:\.[\w-]+)*$/.test(given)) {
    throw new EntryRefused(
      `--set: "${text}" is not place=value. Write for instance --set occurred.from=2018-07-25.`,
      { place: given },
    );
  }
  const steps = given.split('.');
  const whole = (correctable as readonly string[]).includes(steps[0] ?? '')
    ? steps
    : ['data', ...steps];
  const pointer = pointerOf(whole);
  const before = placesOf(event).find((place) => place.pointer === pointer) ?? {};
  return { pointer, value: valueLike(text.slice(at + 1), before) as Correction['value'], why };
}

/**
 * The corrections that `path=value` each ask for. Parts of one date are put right as one: it may fit with all of them alone.
 * @throws EntryRefused where one is not of that form
 */
export function correctionsFrom(
  event: ClaimEvent,
  texts: readonly string[],
  why: string,
): readonly Correction[] {
  const each = texts.map((text) => correctionFrom(event, text, why));
  const places = Map.groupBy(each, ({ pointer }) => dateAround(event, pointer) ?? pointer);
  return [...places].flatMap(([pointer, parts]) =>
    parts.length === 1 || dateAround(event, parts[0]?.pointer ?? '') === undefined
      ? parts
      : [{ pointer, value: dateWith(event, pointer, parts), why }],
  );
}

/** Where the date lies that a place is a part of. */
function dateAround(event: ClaimEvent, pointer: string): string | undefined {
  const above = pointer.slice(0, pointer.lastIndexOf('/'));
  const date = readPointer(event, above);
  return typeof date === 'object' && date !== null && 'precision' in date ? above : undefined;
}

function dateWith(
  event: ClaimEvent,
  pointer: string,
  parts: readonly Correction[],
): Correction['value'] {
  const corrected = parts.reduce(
    (claim, { pointer, value }) => writePointer(claim, pointer, value),
    event,
  );
  const { to, ...date } = readPointer(corrected, pointer) as { precision: string; to?: string };
  // only what lasted has an end
  return date.precision === 'range' && to !== undefined ? { ...date, to } : date;
}
