/** One thing in which a request does not fit its schema, as the check of schemas tells it. */
interface Issue {
  readonly instancePath: string;
  readonly message: string;
  readonly keyword?: string;
  readonly params?: unknown;
}

/** What a request was refused for: its parts, by the name that whoever sent it knows them by. */
export interface Refused {
  readonly parameter: string;
  readonly detail: string;
}

/**
 * Every part of a request that its schema refuses, once each, at most 20.
 * @param whole what is refused where no part is named
 * @param taken names of all parameters of the address, where they are known
 */
export function refusedParts(
  issues: readonly Issue[],
  whole: string,
  taken: readonly string[] = [],
): readonly Refused[] {
  const all = issues.flatMap(({ instancePath, message, keyword, params }): Refused[] => {
    const path = instancePath.split('/').filter((part) => part !== '');
    const name = path.join('.') || whole;
    if (keyword === 'unrecognized_keys') {
      return keysIn(params).map((key) => ({
        parameter: [...path, key].join('.'),
        detail:
          path.length > 0 || taken.length === 0
            ? 'is not taken here'
            : (alike(key, taken) ?? `is not taken here; give of ${taken.join(', ')}`),
      }));
    }
    // a parameter that is given twice comes as a list
    const twice = whole === 'querystring' && message.endsWith('received array');
    const several = name === 'authority' && taken.includes('authorities');
    const once = `is given more than once; ${several ? 'give several as authorities' : 'give it once'}`;
    return [{ parameter: name, detail: twice ? once : inWords(message) }];
  });
  // a value that fails two checks is told of once
  const distinct = new Map(all.map((one) => [`${one.parameter} ${one.detail}`, one]));
  return [...distinct.values()].slice(0, 20);
}

/** What a check of a schema says, for people: what is taken in place of what was given. */
export function inWords(message: string): string {
  if (message.endsWith('received undefined')) return 'is missing';
  if (message === 'Invalid ISO date') {
    return 'is no day; write year, month and day, such as 2018-07-25';
  }
  const [, choices] = /^Invalid option: expected one of (.+)$/.exec(message) ?? [];
  if (choices !== undefined)
    return `is none of ${choices.replaceAll('"', '').split('|').join(', ')}`;
  return wrongType(message) ?? beyondBounds(message) ?? message;
}

function wrongType(message: string): string | undefined {
  const [, wanted, given] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? [];
  if (wanted === undefined || given === undefined) return undefined;
  return `takes ${wanted === 'boolean' ? 'true or false' : named(wanted)}, not ${named(given)}`;
}

/** A type of JSON with its article. */
function named(type: string): string {
  if (type === 'array') return 'a list';
  if (type === 'null') return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function beyondBounds(message: string): string | undefined {
  const bounds = /^Too (?:small|big): expected \w+ to (?:be|have) ([<>])=(-?\d+)(?: (\w+?)s?)?$/;
  const [, side, bound, unit] = bounds.exec(message) ?? [];
  if (bound === undefined) return undefined;
  const of = unit === undefined ? '' : ` ${unit}${bound === '1' ? '' : 's'}`;
  return `takes at ${side === '<' ? 'most' : 'least'} ${bound}${of}`;
}

/** Of a name that differs from one that is taken by how it is written alone. */
function alike(key: string, taken: readonly string[]): string | undefined {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  const meant = taken.find((one) => letters(one) === letters(key));
  return meant && `is not taken here; write ${meant}`;
}

function keysIn(params: unknown): readonly string[] {
  const { keys } = (params ?? {}) as { readonly keys?: unknown };
  return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : [];
}
