import type { Authority } from '@monitoring-timeline/core';
import { codeOn, type EpochDay } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type AuthorityListed, authorityListedSchema } from '../answers/authorities.ts';
import { chosenEntries } from '../views/across/chosen-authorities.ts';
import { columnsOf } from './column.ts';
import { regionWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';

const row = columnsOf(authorityListedSchema);

export const authorities = question({
  name: 'authorities',
  about: 'many',
  summary: 'The authorities that existed on the day, with the codes that others know them by',
  words: z.strictObject({ region: regionWord }),
  dates: ['asOf'],
  answer: z.array(authorityListedSchema),
  key: ({ name, key }) => [name, key],
  tables: () => [
    table({
      name: 'authorities',
      meaning: 'The authorities that existed on the day, as the directory has them.',
      grain: 'One row for each authority, alphabetical by name.',
      key: ['authority'],
      columns: [
        ...row.at('key', {
          name: 'authority',
          meaning: 'Our permanent key of the authority; join tables by it.',
        }),
        ...row.fields('name', 'region', 'type', 'urn', 'ons', 'dfe', 'established', 'abolished'),
        ...row.fields('predecessors', 'successors'),
      ],
      rows: (answer: readonly AuthorityListed[]) => answer,
    }),
  ],
  watched: false,
  answerOf: (_, at, { region }, { directory }) =>
    chosenEntries(at, directory, { region }).map((entry) =>
      listed(entry, directory.region(entry.key), at.asOf),
    ),
});

function listed(entry: Authority, region: string | undefined, asOf: EpochDay): AuthorityListed {
  const { key, name, type, established, abolished, predecessors, successors } = entry;
  return {
    key,
    name,
    type: type ?? null,
    region: region ?? null,
    urn: codeOn(entry, 'urn', asOf) ?? null,
    ons: codeOn(entry, 'ons', asOf) ?? null,
    dfe: codeOn(entry, 'dfe', asOf) ?? null,
    established: established ?? null,
    abolished: abolished ?? null,
    predecessors: predecessors.map((tie) => tie.key),
    successors: successors.map((tie) => tie.key),
  };
}
