/** How large a value that comes from outside may be: an event, a body of a request, a line of a file. */
export const limits = {
  /** Objects and lists within one another. */
  depth: 64,
  /** Members of objects and items of lists, all together. */
  members: 200_000,
  /** Characters of all texts and names of members. */
  characters: 4_000_000,
} as const;

/**
 * How much the record of one authority may hold. It is read, matched and weighed as a whole, so its length is what an answer costs;
 * what is far beyond anything real is a mistake or an attack. The longest of the shipped record holds 207 claims, 38 of them lasting.
 */
export const recordLimits = {
  /** Claims and repairs, all together. */
  claims: 5_000,
  /** Of them those about posts, interventions and who delivers the services: each is weighed against each other. */
  lasting: 500,
} as const;

/** What of a value cannot be taken, and where (RFC 6901). */
export interface Excess {
  /** JSON pointer to it; empty for the value as a whole. */
  readonly place: string;
  /** What is too much there, in words, with the limit. */
  readonly reason: string;
}

/**
 * The first place of a JSON value that goes beyond a limit, or has a member that parsing would drop without a word (`__proto__`);
 * undefined where there is none. Never goes deeper than the limit, whatever it is given.
 */
export function excessIn(value: unknown): Excess | undefined {
  return look(value, 1, { members: 0, characters: 0 });
}

interface Counted {
  members: number;
  characters: number;
}

function look(value: unknown, depth: number, counted: Counted): Excess | undefined {
  if (typeof value === 'string') return ofText(value, counted);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > limits.depth) {
    return { place: '', reason: `nested more than ${limits.depth} levels deep; write it flatter` };
  }
  return Array.isArray(value)
    ? lookThroughList(value, depth, counted)
    : lookThroughMembers(value as Record<string, unknown>, depth, counted);
}

function lookThroughList(
  list: readonly unknown[],
  depth: number,
  counted: Counted,
): Excess | undefined {
  for (let at = 0; at < list.length; at += 1) {
    if (isOneTooMany(counted)) return tooMany;
    const excess = look(list[at], depth + 1, counted);
    if (excess) return { ...excess, place: `/${at}${excess.place}` };
  }
  return undefined;
}

function lookThroughMembers(
  members: Readonly<Record<string, unknown>>,
  depth: number,
  counted: Counted,
): Excess | undefined {
  for (const key of Object.keys(members)) {
    if (isOneTooMany(counted)) return tooMany;
    if (key === '__proto__') {
      return { place: '/__proto__', reason: 'a member of this name cannot be kept; rename it' };
    }
    const excess = ofText(key, counted) ?? look(members[key], depth + 1, counted);
    if (excess) {
      return {
        ...excess,
        place: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${excess.place}`,
      };
    }
  }
  return undefined;
}

const tooMany: Excess = {
  place: '',
  reason: `more than ${limits.members} members; give it in several parts`,
};

function isOneTooMany(counted: Counted): boolean {
  counted.members += 1;
  return counted.members > limits.members;
}

function ofText(text: string, counted: Counted): Excess | undefined {
  counted.characters += text.length;
  return counted.characters > limits.characters
    ? { place: '', reason: `more than ${limits.characters} characters; give it in several parts` }
    : undefined;
}
