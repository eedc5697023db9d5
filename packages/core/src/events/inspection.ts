import { z } from 'zod';
import { formatPartialDate } from '../calendar/partial-date-text.ts';
import { visitLabels } from '../frameworks/codes.ts';
import { claim, earlierClaim } from './define.ts';
import {
  code,
  daysOnSite,
  framework,
  frameworkVersion,
  inspectionKind,
  inspector,
  label,
  personId,
  topic,
  visitKind,
} from './fields.ts';
import { frameworkAndKind } from './sentence-words.ts';
import { partialDateSchema } from './times.ts';

const inspectionData = {
  /** Under which it was made; stated by the source, never told from its date. */
  framework,
  /** Year in which that version of the framework came into use. */
  version: frameworkVersion.optional(),
  /** Its form. */
  kind: inspectionKind.optional(),
  /** True where the kind was told from the days on site, since reports do not print it. */
  kindInferred: z.boolean().optional(),
  /** Days on site part by part, where carried out in more than one. */
  parts: z.array(daysOnSite).min(2).max(6).optional(),
};

/** Version 1 named one inspector. */
export const inspectionCarriedOutV1 = earlierClaim(
  'InspectionCarriedOut',
  1,
  z.strictObject({
    ...inspectionData,
    /** Who led the team. */
    leadInspector: personId.optional(),
  }),
  (event) => {
    const { leadInspector, ...data } = event.data;
    const inspectors = leadInspector
      ? { inspectors: [{ person: leadInspector, role: 'lead' }] }
      : {};
    return { ...event, version: 2, data: { ...data, ...inspectors } };
  },
);

/**
 * An inspection took place. `occurred` as a range is its days on site, first to last part; as a day it is the
 * first day alone, the last not being given.
 */
export const inspectionCarriedOut = claim({
  type: 'InspectionCarriedOut',
  version: 2,
  noun: 'inspection',
  speaksOf: 'activity',
  data: z.strictObject({
    ...inspectionData,
    /** The team, as far as the report names it. */
    inspectors: z.array(inspector).max(40).optional(),
  }),
  sentence: ({ data, occurred }) =>
    `${frameworkAndKind(data)} inspection, ${formatPartialDate(occurred)}`,
  earlier: [inspectionCarriedOutV1],
});

/** An ungraded visit took place: monitoring, focused, joint targeted area inspection and the like. */
export const visitCarriedOut = claim({
  type: 'VisitCarriedOut',
  version: 1,
  noun: 'visit',
  speaksOf: 'activity',
  data: z.strictObject({
    /** What kind of visit; none carries a grade. */
    kind: visitKind,
    /** Under which it was made, where the source says. */
    framework: framework.optional(),
    /** Days on site part by part, where they do not follow each other. */
    parts: z.array(daysOnSite).min(2).max(6).optional(),
    /** Which visit since the judgement that it follows up; numbers start again with each such judgement. */
    sequence: z.int().min(1).max(99).optional(),
    /** Publication of the report that the sequence counts from. */
    since: partialDateSchema.optional(),
    /** Our code of what a focused visit looked at. */
    topic: code.optional(),
    /** The topic as the source prints it. */
    topicPrinted: label.optional(),
    /** What inspectors looked at, each in a few words. */
    scope: z.array(topic).max(40).optional(),
    /** The team, as far as the letter names it. */
    inspectors: z.array(inspector).max(40).optional(),
  }),
  sentence: ({ data: { kind, sequence, topicPrinted, scope }, occurred }) => {
    const number = sequence === undefined ? '' : ` ${sequence}`;
    const about = topicPrinted ?? scope?.join('; ');
    return `${visitLabels[kind]}${number}, ${formatPartialDate(occurred)}${about ? `: ${about}` : ''}`;
  },
});
