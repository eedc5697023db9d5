import { DatabaseSync } from 'node:sqlite';

/** Tables, indexes and triggers by name, each as it was made. */
function madeIn(db: DatabaseSync): Map<string, string> {
  const own = db
    .prepare("SELECT type || ' ' || name AS name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    .all() as { name: string; sql: string }[];
  return new Map(own.map(({ name, sql }) => [name, sql]));
}

/**
 * What of the tables, indexes and triggers of a file is gone, changed or somebody else's, against those that a schema makes.
 * @param mayLack what may be gone: "index NAME"
 */
export function guardFindings(
  db: DatabaseSync,
  schema: string,
  mayLack: readonly string[] = [],
): readonly string[] {
  const fresh = new DatabaseSync(':memory:');
  try {
    fresh.exec(schema);
    const wanted = madeIn(fresh);
    const there = madeIn(db);
    const found: string[] = [];
    for (const [name, sql] of wanted) {
      if (!there.has(name)) {
        if (!mayLack.includes(name)) found.push(`the ${name} is gone`);
      } else if (there.get(name) !== sql) found.push(`the ${name} is not as it was made`);
    }
    for (const name of there.keys()) {
      if (!wanted.has(name)) found.push(`the ${name} is none of this program's`);
    }
    return found;
  } finally {
    fresh.close();
  }
}
