import { areas, gradeOrNot } from '@monitoring-timeline/core';
import { z } from 'zod';
import { owedActivities } from '../policy/schema.ts';
import type { Answer } from './answer.ts';

/** An area that a grade is given for. */
export const areaSchema = z.enum(areas).meta({ id: 'Area' });

/** An activity whose record is listed and whose deadlines are watched. */
export const activityKindSchema = z.enum(owedActivities).meta({ id: 'Activity' });

/** The key of an authority. */
export const keySchema = z.string().brand<'AuthorityKey'>();

/** What an answer rests on. */
export const becauseSchema = z
  .array(z.string())
  .describe('Ids of the events behind it: `id` of the table `events`.');

export const authorityShownSchema = z
  .strictObject({
    key: keySchema,
    name: z.string(),
    urn: z.string().nullable(),
    ons: z.string().nullable(),
    dfe: z.string().nullable(),
    region: z.string().nullable(),
    abolished: z.string().nullable(),
  })
  .meta({ id: 'AuthorityShown' });

export const successorSchema = z
  .strictObject({
    key: keySchema,
    name: z.string(),
    on: z.string().nullable(),
  })
  .meta({ id: 'Successor' });

export const lagSchema = z
  .strictObject({
    calendarDays: z.number(),
    workingDays: z
      .number()
      .nullable()
      .describe('Null where the days lie outside the bank holiday table.'),
    calendar: z.string(),
  })
  .meta({ id: 'Lag', description: 'How long a report took: measured, never assumed.' });

export const evidenceSchema = z
  .strictObject({
    event: z.string(),
    type: z.string(),
    publisher: z.string(),
    title: z.string(),
    rank: z.string(),
    edition: z.string().nullable(),
    locator: z.string().nullable(),
    url: z.string().nullable(),
    assertedBy: z.string(),
    known: z.strictObject({
      from: z.string(),
      basis: z.string(),
    }),
  })
  .meta({ id: 'Evidence', description: 'Where a reader finds what an answer rests on.' });

export const disagreementShownSchema = z
  .strictObject({
    field: z.string(),
    value: z.unknown(),
    event: z.string(),
    publisher: z.string(),
    title: z.string(),
    settledBy: z.string(),
  })
  .meta({
    id: 'DisagreementShown',
    description: 'A value that a source holds against the answer, and what settled it.',
  });

export const gradeOrNotSchema = z.enum(gradeOrNot);

export const standingGradeSchema = z.enum([...gradeOrNot, 'not_read']);

export const speaksOfSchema = z
  .strictObject({
    documents: z.number().describe('Documents that the answer rests on.'),
    gradedReports: z
      .number()
      .describe('Graded reports on record by the day, told of at length or not.'),
  })
  .meta({
    id: 'SpeaksOf',
    description: 'Of how much an answer can speak: most sources on record list grades alone.',
  });
export type SpeaksOf = Answer<typeof speaksOfSchema>;

export const spanOfMonthsSchema = z
  .strictObject({
    atLeast: z.number(),
    atMost: z.number(),
  })
  .meta({
    id: 'SpanOfMonths',
    description:
      'Days from one date to another, both coarse perhaps: the least and the most that it can have been.',
  });

export type AuthorityShown = Answer<typeof authorityShownSchema>;
export type Successor = Answer<typeof successorSchema>;
export type Lag = Answer<typeof lagSchema>;
export type Evidence = Answer<typeof evidenceSchema>;
export type DisagreementShown = Answer<typeof disagreementShownSchema>;
export type StandingGrade = Answer<typeof standingGradeSchema>;
export type SpanOfMonths = Answer<typeof spanOfMonthsSchema>;
