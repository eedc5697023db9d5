import type { Disagreeing } from './proposed.ts';

interface Question {
  readonly id: string;
  /** The values that its sides say. */
  readonly values: string;
}

/**
 * Questions about claims that differ, to be found by another about one field of the same thing: they share a claim. Nothing more of
 * them is held than tells them apart.
 */
export class Questions {
  readonly #byClaim = new Map<string, Question[]>();
  /** How many questions were looked at so far. */
  looked = 0;

  add(id: string, asks: Disagreeing): void {
    const question = { id, values: valuesOf(asks) };
    for (const name of namesOf(asks)) {
      const list = this.#byClaim.get(name);
      if (list) list.push(question);
      else this.#byClaim.set(name, [question]);
    }
  }

  like(asks: Disagreeing): ReadonlySet<Question> {
    const found = new Set<Question>();
    for (const name of namesOf(asks)) {
      for (const question of this.#byClaim.get(name) ?? []) {
        this.looked += 1;
        found.add(question);
      }
    }
    return found;
  }

  /**
   * Whether a question was put before: about the same claims, or about some of them with the same values, so that one more source on
   * one side asks nobody again.
   */
  has(asks: Disagreeing): boolean {
    const values = valuesOf(asks);
    return [...this.like(asks)].some((earlier) => earlier.values === values);
  }
}

function namesOf({ authority, field, sides }: Disagreeing): ReadonlySet<string> {
  const claims = sides.flatMap((side) => side.claims.map(({ id }) => id));
  return new Set(claims.map((id) => `${authority} ${field} ${id}`));
}

const valuesOf = ({ sides }: Disagreeing): string =>
  sides
    .map(({ value }) => JSON.stringify(value))
    .sort()
    .join();
