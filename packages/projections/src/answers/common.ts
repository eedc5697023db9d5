import {
  areas,
  assertedBy,
  frameworks,
  gradeOrNot,
  inspectionKinds,
  ranks,
  visitKinds,
} from '@monitoring-timeline/core';
import { z } from 'zod';
import { owedActivities } from '../policy/schema.ts';
import type { Answer } from './answer.ts';

export const areaSchema = z
  .enum(areas)
  .meta({ id: 'Area', description: 'An area that a grade is given for.' });

/** An activity whose record is listed and whose deadlines are watched. */
export const activityKindSchema = z.enum(owedActivities).meta({ id: 'Activity' });

export const keySchema = z
  .string()
  .describe('Our permanent key of the authority; join tables by it.')
  .brand<'AuthorityKey'>();
export const frameworkSchema = z.enum(frameworks).describe('A framework that inspections follow.');

/** What an inspection, or a visit, is called by its framework. */
export const inspectionKindSchema = z.enum(inspectionKinds).meta({ id: 'InspectionKind' });
export const visitKindSchema = z
  .enum(visitKinds)
  .meta({ id: 'VisitKind', description: 'What kind of visit it was; none carries a grade.' });
export const activityCalledSchema = z
  .enum([...inspectionKinds, ...visitKinds])
  .describe('Form of the inspection, or kind of the visit.');

export const basisSchema = z
  .enum(['published', 'letter_dated', 'announced', 'assumed'])
  .describe('What knowing of it rests on.');

/** Format of a date that is given as precisely as its source does. */
export const givenDateFormat = 'date-as-given';

/** A date as precisely as sources give it: a day, a month, a year, or two ends. */
export const givenDate = z.string().meta({ format: givenDateFormat });

/** The two days that a question is asked at. */
export const asOfSchema = z.iso.date().meta({
  description: 'The day asked about: what was true on it.',
  elapsing: true,
});
export const knownAtSchema = z.iso.date().meta({
  description: 'The day by whose end it had to be public to count.',
  elapsing: true,
});

export const aheadSchema = z.literal(true).optional().meta({
  description:
    'True where a day that was asked for was still to come: the answer is by what was on record so far. Absent otherwise.',
  elapsing: true,
});

export const recordedAtSchema = z
  .string()
  .optional()
  .describe(
    'Time stamp: only what the log held by then was read. Absent where it was not asked for.',
  );

/** What an answer rests on. */
export const becauseSchema = z
  .array(z.string())
  .describe(
    'Ids of the events behind it, `id` of the table `events`: what was public on the day before tables that came out later.',
  );

const regionSchema = z
  .string()
  .nullable()
  .describe('Region of England; null where the directory states none.');

export const authorityShownSchema = z
  .strictObject({
    key: keySchema,
    name: z
      .string()
      .describe('Name of the authority; its key where the directory does not list it.'),
    urn: z.string().nullable().describe('URN by which the inspectorate knows it on the day.'),
    ons: z.string().nullable().describe('Code of the Office for National Statistics on the day.'),
    dfe: z.string().nullable().describe('Number of the Department for Education on the day.'),
    region: regionSchema,
    abolished: z
      .string()
      .nullable()
      .describe('Day on which it ceased to be; null while it exists, and until that day is known.'),
  })
  .meta({
    id: 'AuthorityShown',
    description: 'The authority; a code that it has not got on the day is null.',
  });

/** Whose a row is, in short. */
export const authorityNamedSchema = z
  .strictObject({
    key: keySchema,
    name: z.string().describe('Name of the authority.'),
    region: regionSchema,
  })
  .describe('Whose it is.');

export const recordToSchema = z
  .string()
  .nullable()
  .describe(
    'Day to which the record of graded inspections reaches, as known: what came out after it is not in the answer. Null where no source says.',
  );

export const successorSchema = z
  .strictObject({
    key: keySchema,
    name: z.string().describe('Name of that authority.'),
    on: z
      .string()
      .nullable()
      .describe(
        'Day on which the one took the place of the other; null where the directory states none.',
      ),
  })
  .meta({ id: 'Successor', description: 'The authority that came before or after.' });

export const partsOnSiteSchema = z
  .array(
    z.strictObject({
      from: z.string().describe('First day on site.'),
      to: z.string().describe('Last day on site, counted.'),
    }),
  )
  .nullable()
  .describe(
    'Days on site part by part, first to last, where they do not follow each other; null where they are one span.',
  );

export const lagSchema = z
  .strictObject({
    calendarDays: z.int().meta({ description: 'Calendar days.', unit: 'calendar days' }),
    workingDays: z.int().nullable().meta({
      description: 'Working days; null where the days lie outside the bank holiday table.',
      unit: 'working days',
    }),
    calendar: z
      .string()
      .describe('Version of the bank holiday table that working days are counted by.'),
  })
  .meta({ id: 'Lag', description: 'How long a report took: measured, never assumed.' });

export const evidenceSchema = z
  .strictObject({
    event: z.string().describe('Id of the event: `id` of the table `events`.'),
    type: z.string().describe('What kind of fact it is.'),
    publisher: z.string().describe('Who published the source.'),
    title: z.string().describe('Title of the source.'),
    rank: z.enum(ranks).describe('Whose word it is, in the order of precedence.'),
    edition: z.string().nullable().describe('Edition of the source; null where it names none.'),
    locator: z.string().nullable().describe('Place in the source.'),
    url: z.string().nullable().describe('Address of the source.'),
    documentPublished: z
      .string()
      .nullable()
      .describe('When the document itself came out; null where no source says so that was known.'),
    documentPublic: z
      .boolean()
      .nullable()
      .describe(
        'False where the fact was public by the day of knowledge and the document was not: it came out later. Null where it is not on record that it was public: such a fact is known by assumption.',
      ),
    assertedBy: z.enum(assertedBy).describe('Who asserts it.'),
    known: z
      .strictObject({
        from: z.string().describe('Day from which the fact was public.'),
        basis: basisSchema,
      })
      .describe('Since when it was known, and how that is known.'),
  })
  .meta({ id: 'Evidence', description: 'Where a reader finds what an answer rests on.' });

export const disagreementShownSchema = z
  .strictObject({
    field: z.string().describe('Which field of the answer.'),
    value: z.unknown().describe('What the other source says.'),
    event: z.string().describe('Id of its event: `id` of the table `events`.'),
    publisher: z.string().describe('Who published the other source.'),
    title: z.string().describe('Title of the other source.'),
    settledBy: z.string().meta({
      description:
        'Why it does not hold: a `correction`, or the `rank`, `edition` or `precision` of the sources; `known` and `id` only put them in an order, and a person has to look.',
      source: 'docs/concepts.md: claims, matching, precedence, "No grade"',
    }),
  })
  .meta({
    id: 'DisagreementShown',
    description: 'A value that a source holds against the answer, and what settled it.',
  });

export const gradeOrNotSchema = z
  .enum(gradeOrNot)
  .describe('A grade, or which of the two reasons the inspectorate gave for none.');

export const standingGradeSchema = z.enum([...gradeOrNot, 'not_read']).meta({
  description: 'Grade, or what stands in its place.',
  source: 'docs/concepts.md: claims, matching, precedence, "No grade"',
});

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
/** Of how many documents an answer can speak, beside how many graded reports there are: most sources list grades alone. */
export type SpeaksOf = Answer<typeof speaksOfSchema>;

export const spanOfMonthsSchema = z
  .strictObject({
    atLeast: z.int().meta({ description: 'The least.', unit: 'months', elapsing: true }),
    atMost: z.int().meta({ description: 'The most.', unit: 'months', elapsing: true }),
  })
  .meta({
    id: 'SpanOfMonths',
    description:
      'Days from one date to another, both coarse perhaps: the least and the most that it can have been.',
  });

/** An authority as answers name it: the permanent key, the name on the day, and the codes of others, null where it had none. */
export type AuthorityShown = Answer<typeof authorityShownSchema>;
/** The authority that came before or after another, and the ISO day on which it did. */
export type Successor = Answer<typeof successorSchema>;
/** How long a report took, in calendar days and in working days of England and Wales: measured, never assumed. */
export type Lag = Answer<typeof lagSchema>;
/** Where a reader finds what an answer rests on: the event, its source, the place in it, and when it was public. */
export type Evidence = Answer<typeof evidenceSchema>;
/** A value that a source holds against the answer, and the rule that settled it. */
export type DisagreementShown = Answer<typeof disagreementShownSchema>;
/**
 * A grade, or which kind of nothing stands in its place. `not_judged`: inspectors could not judge it, and said so. `not_reported`:
 * the framework reports none, such as overall since April 2026. `not_read`: it has one, and no source on record gives it.
 */
export type StandingGrade = Answer<typeof standingGradeSchema>;
/** Whole months between two dates of which one may be coarse: the least and the most that it can have been. */
export type SpanOfMonths = Answer<typeof spanOfMonthsSchema>;
