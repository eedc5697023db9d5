import { areaLabels, areas } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from '../answers/answer.ts';
import {
  type Hindsight,
  hindsightSchema,
  hindsightSpanSchema,
  hindsightStepSchema,
} from '../answers/hindsight.ts';
import { unhurriedly } from '../engine/breath.ts';
import { hindsightInSteps } from '../views/learnt/hindsight.ts';
import { gradeRule, gradeValues } from './areas.ts';
import { type Column, columnsOf } from './column.ts';
import { question } from './question.ts';
import { table } from './table.ts';

const { knownFrom, knownTo } = hindsightStepSchema.shape;
const rowSchema = z.strictObject({ knownFrom, knownTo, ...hindsightSpanSchema.shape });

type Row = Answer<typeof rowSchema>;

export const hindsight = question({
  name: 'hindsight',
  about: 'authority',
  summary: 'Where it stood on each day, as known on each',
  description:
    'Two axes of time at once: steps of knowledge, in each the days that stood alike. The span of a day in the step of a day of knowledge is the standing at those two days.',
  england: 'board',
  answer: hindsightSchema,
  tables: () => {
    const row = columnsOf(rowSchema);
    return [
      table({
        name: 'hindsight',
        meaning: 'Where each authority stood on each day, as known on each day.',
        grain: 'One row for each step of knowledge and the days in it that stood alike.',
        key: ['known_to', 'to'],
        columns: [
          ...row.fields('knownFrom', 'knownTo', 'from', 'to', 'status', 'overall'),
          ...areas
            .filter((area) => area !== 'overall')
            .map(
              (area): Column<Row> =>
                row.code(
                  area,
                  `Grade of: ${areaLabels[area].toLowerCase()}. Empty where there is none.`,
                  gradeValues,
                  (one) => one.areas[area],
                  { source: gradeRule },
                ),
            ),
          ...row.fields('framework', 'published', 'uncertain', 'because'),
        ],
        rows: ({ steps }: Hindsight) =>
          steps.flatMap(({ spans, ...step }) => spans.map((span): Row => ({ ...step, ...span }))),
      }),
    ];
  },
  watched: false,
  answerOf: async (records, at, { authority }, context) =>
    unhurriedly(hindsightInSteps(await records.record(authority), at, context)),
});
