import {
  askActivity,
  askExplanation,
  askHistory,
  askInterventions,
  askLeadership,
  askStanding,
  askThemes,
  askTrajectory,
  explainable,
} from '@monitoring-timeline/projections';
import {
  activityShownSchema,
  activityViewSchema,
  areaGradeSchema,
  areaSchema,
  explainedAnswerSchema,
  explanationSchema,
  historyEntrySchema,
  interventionSchema,
  interventionsHistorySchema,
  leadershipHistorySchema,
  standingSchema,
  tenureSchema,
  themeSchema,
  themesSchema,
  trajectoryPointSchema,
  trajectorySchema,
} from '@monitoring-timeline/projections/answers';
import { z } from 'zod';
import { list, oneAnswer, type Query } from '../definition.ts';
import { address, day, isSet, words } from '../words.ts';

const params = { authority: words.authority } as const;
const of = (question: string) => `/authorities/:authority/${question}`;

/** The columns that say whose row it is, before those of the row. */
const owned = { key: z.string(), name: z.string() } as const;

/** The questions about one authority. */
export const questionsOfOne: readonly Query[] = [
  oneAnswer({
    path: of('standing'),
    summary: 'Where an authority stands: grades, report, leadership, interventions',
    params,
    answer: standingSchema,
    ask: (given) => askStanding(given, address),
    table: {
      row: z.strictObject({ ...owned, area: areaSchema, ...areaGradeSchema.shape }),
      rows: ({ authority: { key, name }, overall, areas }) => [
        ...(overall ? [{ key, name, area: 'overall' as const, ...overall }] : []),
        ...areaSchema.options.flatMap((area) => {
          const grade = area === 'overall' ? undefined : areas[area];
          return grade ? [{ key, name, area, ...grade }] : [];
        }),
      ],
    },
  }),
  oneAnswer({
    path: of('trajectory'),
    summary: 'Whether it is improving: each area over its reports, and what happened between',
    params,
    words: {
      crosswalk: words.flag
        .optional()
        .describe('Counts comparisons across frameworks as changes too.'),
    },
    answer: trajectorySchema,
    ask: ({ authority, crosswalk }) =>
      askTrajectory({ authority, crosswalk: isSet(crosswalk) }, address),
    table: {
      row: z.strictObject({ ...owned, area: areaSchema, ...trajectoryPointSchema.shape }),
      rows: ({ authority: { key, name }, overall, areas }) =>
        areaSchema.options.flatMap((area) => {
          const course = area === 'overall' ? overall : areas[area];
          return (course?.points ?? []).map((point) => ({ key, name, area, ...point }));
        }),
    },
  }),
  oneAnswer({
    path: of('activity'),
    summary: 'When inspectors last came, and what came after the last grade',
    params,
    words: { since: day.optional().describe('Only what began on or after this day.') },
    answer: activityViewSchema,
    ask: (given) => askActivity(given, address),
    table: {
      row: z.strictObject({ ...owned, ...activityShownSchema.shape }),
      rows: ({ authority: { key, name }, activities }) =>
        activities.map((one) => ({ key, name, ...one })),
    },
  }),
  oneAnswer({
    path: of('leadership'),
    summary: 'Who held which post, as far as sources tell; silence is never a vacancy',
    params,
    words: { role: z.string().min(1).max(60).optional().describe('One role, such as dcs.') },
    answer: leadershipHistorySchema,
    ask: (given) => askLeadership(given, address),
    table: {
      row: z.strictObject({ ...owned, ...tenureSchema.shape }),
      rows: ({ authority: { key, name }, tenures }) =>
        tenures.map((one) => ({ key, name, ...one })),
    },
  }),
  oneAnswer({
    path: of('themes'),
    summary: 'What inspectors raised, and what a later visit still found',
    params,
    answer: themesSchema,
    ask: (given) => askThemes(given, address),
    table: {
      row: z.strictObject({ ...owned, ...themeSchema.shape }),
      rows: ({ authority: { key, name }, themes }) => themes.map((one) => ({ key, name, ...one })),
    },
  }),
  oneAnswer({
    path: of('interventions'),
    summary: 'Government intervention and who delivers services, over time',
    params,
    answer: interventionsHistorySchema,
    ask: (given) => askInterventions(given, address),
    table: {
      row: z.strictObject({ ...owned, ...interventionSchema.shape }),
      rows: ({ authority: { key, name }, history }) =>
        history.map((one) => ({ key, name, ...one })),
    },
  }),
  oneAnswer({
    path: of('explain/:question'),
    summary: 'Why an answer is what it is: rule, events, document and place in it',
    params: { ...params, question: z.enum(explainable) },
    answer: explanationSchema,
    ask: (given) => askExplanation(given, address),
    table: {
      row: z.strictObject({ ...owned, ...explainedAnswerSchema.shape }),
      rows: ({ authority: { key, name }, answers }) =>
        answers.map((one) => ({ key, name, ...one })),
    },
  }),
  list({
    path: of('history'),
    summary: 'Every event of an authority (or of england), in the order in which things happened',
    params,
    row: historyEntrySchema,
    ask: askHistory,
    keyOf: ({ when, id }) => [when, id],
  }),
];
