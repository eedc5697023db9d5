import {
  askAuthorities,
  askBoard,
  askCommitments,
  askCoverage,
  askDue,
  askFindings,
  askList,
  askPicture,
} from '@monitoring-timeline/projections';
import {
  areaCountsSchema,
  areaSchema,
  authorityListedSchema,
  boardRowSchema,
  commitmentSchema,
  coverageSpanSchema,
  dueRowSchema,
  findingTopicSchema,
  listedAuthoritySchema,
  pictureSchema,
} from '@monitoring-timeline/projections/answers';
import { z } from 'zod';
import { list, oneAnswer, type Query } from '../definition.ts';
import { address, words } from '../words.ts';

const region = { region: words.region.optional() } as const;

/** Conditions of `list`: one, or several of the same name. */
const where = z
  .union([z.string().max(100), z.array(z.string().max(100)).max(10)])
  .optional()
  .describe('AREA=GRADE; given several times, all must hold.');

/** The questions about many authorities; lists are alphabetical, never ranked. */
export const questionsOfMany: readonly Query[] = [
  list({
    path: '/authorities',
    summary: 'The authorities that existed on the day, with their codes',
    words: region,
    dates: ['asOf'],
    row: authorityListedSchema,
    ask: askAuthorities,
    keyOf: ({ name, key }) => [name, key],
  }),
  oneAnswer({
    path: '/picture',
    summary: 'How many authorities hold each grade, in England or a region',
    words: {
      ...region,
      framework: words.framework.optional(),
      by: z.enum(['region', 'type', 'framework']).optional().describe('Counts in groups.'),
      every: z.enum(['year']).optional().describe('The same day of every earlier year, too.'),
      count: z
        .enum(['authorities', 'reports'])
        .optional()
        .describe('Standings, or every report published.'),
    },
    answer: pictureSchema,
    ask: (given) => askPicture(given, address),
    table: {
      row: z.strictObject({
        asOf: z.iso.date(),
        group: z.string(),
        area: areaSchema,
        ...areaCountsSchema.shape,
      }),
      rows: ({ groups, series, ...whole }) =>
        [
          ...(series ?? []).map((one) => ({ asOf: one.asOf, group: '', areas: one.areas })),
          { asOf: whole.asOf, group: '', areas: whole.areas },
          ...Object.entries(groups ?? {}).map(([group, { areas }]) => ({
            asOf: whole.asOf,
            group,
            areas,
          })),
        ].flatMap(({ asOf, group, areas }) =>
          areaSchema.options.flatMap((area) => {
            const counts = areas[area];
            return counts ? [{ asOf, group, area, ...counts }] : [];
          }),
        ),
    },
  }),
  list({
    path: '/due',
    summary: 'Which inspections, visits and statements are due, by which rule, how surely',
    words: {
      ...region,
      authority: words.authority.optional(),
      status: words.status.optional(),
      rule: words.rule.optional(),
      within: z
        .string()
        .min(1)
        .max(10)
        .optional()
        .describe('What changes by the calendar within a span, such as 6m or 1y.'),
    },
    row: dueRowSchema,
    ask: (given) => askDue(given, address),
    keyOf: ({ authority, rule, anchor, activity, opens, due }) => [
      authority.name,
      authority.key,
      rule ?? activity,
      anchor?.event ?? anchor?.date ?? null,
      due ?? opens,
    ],
  }),
  list({
    path: '/board',
    summary: 'One row an authority: standing, trajectory, last and next activity, due',
    words: region,
    row: boardRowSchema,
    ask: askBoard,
    keyOf: ({ authority }) => [authority.name, authority.key],
  }),
  list({
    path: '/list',
    summary: 'The authorities in a standing, alphabetical',
    words: {
      ...region,
      where,
      neighboursOf: words.authority
        .optional()
        .describe('Among the statistical neighbours of this one.'),
    },
    row: listedAuthoritySchema,
    ask: ({ where: conditions, ...given }) =>
      askList({ ...given, where: conditions === undefined ? [] : [conditions].flat() }, address),
    keyOf: ({ authority }) => [authority.name, authority.key],
  }),
  list({
    path: '/findings',
    summary: 'What reports ask to be improved, by topic',
    words: {
      ...region,
      topic: words.topic.optional(),
      authority: words.authority.optional(),
    },
    row: findingTopicSchema,
    ask: (given) => askFindings(given, address),
    keyOf: ({ topic }) => [topic],
  }),
  list({
    path: '/commitments',
    summary: 'What authorities said that they would do, and by when',
    words: {
      ...region,
      authority: words.authority.optional(),
      by: z
        .string()
        .min(1)
        .max(30)
        .optional()
        .describe('Due on or before this day, month or year.'),
      within: z
        .string()
        .min(1)
        .max(30)
        .optional()
        .describe('Due within a month, a year or two ends (2020-01/2020-06), or 6m.'),
    },
    row: commitmentSchema,
    ask: (given) => askCommitments(given, address),
    keyOf: ({ authority, topic, because }) => [authority.name, authority.key, topic, ...because],
  }),
  list({
    path: '/coverage',
    summary: 'Which activity the record lists completely, from when to when',
    row: coverageSpanSchema,
    ask: askCoverage,
    keyOf: ({ activity, to, axis, because }) => [activity, to, axis, ...because],
  }),
];
