import { z } from 'zod';
import type { Answer } from '../answers/answer.ts';
import {
  type Comparison,
  comparedAreaSchema,
  comparedGradeSchema,
  comparisonSchema,
} from '../answers/compare.ts';
import { authoritiesNamed } from '../asking/authorities-named.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import { compare as compareView } from '../views/across/compare.ts';
import { withPeers } from '../views/across/peers.ts';
import { claimIn } from '../views/evidence.ts';
import { standing } from '../views/standing/standing.ts';
import { columnsOf } from './column.ts';
import { flagWord, textWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';

/** More do not fit side by side on a page. */
const most = 6;

const { area, comparable } = comparedAreaSchema.shape;
const rowSchema = comparedGradeSchema.extend({ area, comparable });

type Row = Answer<typeof rowSchema>;

export const compare = question({
  name: 'compare',
  about: 'many',
  summary: 'Authorities side by side, area by area, and where they cannot be compared',
  words: z.strictObject({
    authorities: z
      .array(textWord('One authority.', 'name'))
      .min(1)
      .max(60)
      .meta({
        description:
          'Two to six authorities, each by key, name, alias, URN, ONS or DfE code; with `peers`, one will do.',
        value: 'name',
        argument: true,
        examples: [['sunderland', 'trafford']],
      }),
    peers: flagWord('With how the statistical neighbours and the region of each stand.'),
  }),
  answer: comparisonSchema,
  tables: () => [
    table({
      name: 'compare',
      meaning: 'Authorities side by side: the grade in force of every area of each.',
      grain: 'One row for each area and authority that has a grade of it.',
      key: ['area', 'authority'],
      columns: columnsOf(rowSchema).fields(
        'area',
        'authority',
        'grade',
        'printed',
        'framework',
        'version',
        'since',
        'published',
        'covers',
        'carriedOver',
        'comparable',
        'because',
      ),
      rows: ({ areas }: Comparison) =>
        areas.flatMap(({ grades, ...of }) =>
          grades.map((grade): Row => ({ ...grade, area: of.area, comparable: of.comparable })),
        ),
    }),
  ],
  watched: false,
  async answerOf(records, at, { authorities, peers }, context) {
    const named = authoritiesNamed(authorities, context.directory, at);
    const least = peers ? 1 : 2;
    if (named.length < least || named.length > most) {
      throw new WrongCall(
        `Name ${least === 1 ? 'one' : 'two'} to six authorities; ${named.length} ${named.length === 1 ? 'is' : 'are'} named.`,
        { parameter: 'authorities' },
      );
    }
    const own = [];
    for (const { key } of named) own.push(await records.record(key));
    const standings = own.map((record) => standing(record, at, context));
    const answer = compareView(standings, at, claimIn(own));
    return peers ? withPeers(answer, await records.all(), at, context.directory) : answer;
  },
});
