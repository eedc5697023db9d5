import { WrongCall } from '@monitoring-timeline/projections';
import type { Acceptance } from '../visit/bring-in.ts';
import type { Fields } from '../visit/visit.ts';

/** Before the name of a column, in a field for a cell of it. */
export const cellPrefix = 'cell ';
/** Before the name of a column, in what the cell held when the page was made. */
export const givenPrefix = 'given ';

/** How the fields of the form agree to what waits. @throws WrongCall where a choice is missing */
export function acceptanceIn(fields: Fields): Acceptance {
  const why = fields.get('why');
  const authority = fields.get('authority');
  const how = { ...(why === undefined ? {} : { why }) };
  switch (fields.get('how')) {
    case 'side':
      return { ...how, ...sideIn(fields) };
    case 'cells':
      return { ...how, set: cellsIn(fields) };
    case 'correction':
      return { ...how, edit: correctionIn(fields) };
    case 'claim':
      return { ...how, edit: claimIn(fields) };
    default:
      return authority === undefined ? how : { ...how, authority };
  }
}

function sideIn(fields: Fields): Acceptance {
  const holds = fields.get('holds');
  if (holds === undefined)
    throw new WrongCall('Choose which source is right, or that they speak of two things.');
  return holds === 'apart' ? { apart: true } : { holds };
}

/** The cells that a person changed; the row is read again with them. */
function cellsIn(fields: Fields): Readonly<Record<string, string>> {
  const before = new Map(fields.entries);
  return Object.fromEntries(
    fields.entries.flatMap(([name, value]) => {
      if (!name.startsWith(cellPrefix)) return [];
      const column = name.slice(cellPrefix.length);
      return before.get(`${givenPrefix}${column}`) === value ? [] : [[column, value]];
    }),
  );
}

function correctionIn(fields: Fields): unknown {
  const [pointer, value, why] = ['pointer', 'value', 'why'].map((name) => fields.get(name));
  if (pointer === undefined || value === undefined || why === undefined) {
    throw new WrongCall('Choose the place, say what is right there, and why.');
  }
  return { pointer, value, why };
}

function claimIn(fields: Fields): unknown {
  const text = fields.get('claim');
  if (text === undefined) throw new WrongCall('Write the claim as JSON, or turn it down.');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new WrongCall(
      'The claim is not valid JSON. Look for a comma or a quote that is missing.',
    );
  }
}
