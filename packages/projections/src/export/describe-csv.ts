import { attribution } from '../asking/attribution.ts';
import type { ColumnType, TableTold } from '../questions/index.ts';

/** Ending of the file that describes a table of text beside it ("CSV on the Web", W3C). */
export const describedBy = '-metadata.json';

const datatypes: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  code: 'string',
  day: 'date',
  instant: 'dateTime',
  integer: 'integer',
  number: 'double',
  boolean: 'boolean',
  list: 'string',
};

/** What a CSV file cannot say of itself, by the W3C's "Metadata Vocabulary for Tabular Data": columns, licence, whose data it is. */
export function describeCsv(url: string, { name, meaning, grain, columns }: TableTold): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url,
    'dc:title': name,
    'dc:description': `${meaning} ${grain}`,
    'dc:license': {
      '@id': 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    },
    'dc:rights': Object.values(attribution).join(' '),
    tableSchema: {
      columns: columns.map((column) => ({
        name: column.name,
        titles: column.name,
        'dc:description': column.meaning,
        datatype: datatypes[column.type],
        ...(column.type === 'list' ? { separator: '; ' } : {}),
        null: [''],
      })),
    },
  };
}
