import type { Fields } from '../visit/visit.ts';

/** A place as a form has it; both are empty where nothing was filled in. */
export interface PlaceFilled {
  readonly path: string;
  readonly value: string;
}

/** The places of a form, in its order, those that were left empty, too. */
export function placesIn(fields: Pick<Fields, 'all'>): readonly PlaceFilled[] {
  const values = fields.all('value');
  return fields
    .all('place')
    .map((path, index) => ({ path: path.trim(), value: (values[index] ?? '').trim() }));
}
