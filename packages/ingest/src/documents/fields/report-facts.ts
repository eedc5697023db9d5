import { type Directory, versionsOf } from '@monitoring-timeline/core';
import type { ExtractContext } from '../kind.ts';
import type { DocumentText } from '../model.ts';
import type { DocumentReading, Read } from '../reading.ts';
import { blocksOfDocument } from '../statements.ts';
import { readAppointedLately } from './appointed-lately.ts';
import { namesAnother } from './authorities-named.ts';
import { readDatedChanges } from './dated-changes.ts';
import { earlierTold } from './earlier-told.ts';
import type { FactContext } from './fact-context.ts';
import { type IndicatorsRead, readIndicators } from './indicators.ts';
import { readInterventionStatements } from './intervention-statements.ts';
import { readLeadershipStatements } from './leadership-statements.ts';
import { daysAsMoment } from './moments.ts';
import { readNoted } from './noted.ts';
import { readRestated } from './restated.ts';
import { readThemesEvident } from './themes-evident.ts';
import { readThemesRaised, type ThemesRaised } from './themes-raised.ts';

/** Which inspection or visit a reading is of, as claims about it say. */
function activityOf(reading: DocumentReading): FactContext['of'] {
  const { framework, version, inspectionKind, visitKind, visitSequence, days } = reading;
  const sure = <T>(read: Read<T> | undefined): T | undefined =>
    read && read.confidence !== 'low' ? read.value : undefined;
  const kind = sure(inspectionKind);
  const visit = sure(visitKind);
  const sequence = sure(visitSequence);
  const code = sure(framework);
  const versioned = code !== undefined && versionsOf(code).length > 1 ? sure(version) : undefined;
  const onDays = sure(days);
  return {
    activity: visit ? 'visit' : 'inspection',
    ...(code && visit !== 'lscb_review' ? { framework: code } : {}),
    ...(versioned && !visit ? { version: versioned } : {}),
    ...(kind && !visit ? { kind } : {}),
    ...(visit ? { visitKind: visit } : {}),
    ...(sequence ? { sequence } : {}),
    ...(onDays ? { days: daysAsMoment(onDays) } : {}),
  };
}

/** What rules for single facts must know, from what was read of the document as a whole. */
export function factContextOf(reading: DocumentReading, directory: Directory): FactContext {
  const { days, published, letterDate, previous, authority, source } = reading;
  return {
    days: days && days.confidence !== 'low' ? days.value : undefined,
    published: published?.value ?? letterDate?.value,
    told: source?.published,
    previous: previous?.value.when,
    of: activityOf(reading),
    authority: authority?.value.name,
    elsewhere: (words, alone) => namesAnother(words, authority?.value.key, directory, alone),
  };
}

/**
 * The single facts that a report or letter of the inspectorate states beside its judgements: figures, tenures and turnover, themes that
 * came back, intervention and delivery, dated changes. What is less than likely has confidence `low` and goes to quarantine.
 */
export function readReportFacts(
  document: DocumentText,
  context: FactContext,
): IndicatorsRead & Pick<ThemesRaised, 'matched'> {
  const blocks = blocksOfDocument(document);
  const { facts, problems, unexplained } = readIndicators(blocks, context);
  const raised = readThemesRaised(blocks, context);
  return {
    facts: [
      ...facts,
      ...readLeadershipStatements(blocks, context),
      ...readAppointedLately(blocks, context),
      ...readThemesEvident(blocks, context),
      ...raised.facts,
      ...readInterventionStatements(blocks, context),
      ...readDatedChanges(blocks, context),
      ...readNoted(blocks, context),
    ],
    problems,
    unexplained,
    // what reports recall is on record from its own report: here it proves the forms in which papers tell it
    matched: [
      ...raised.matched,
      ...earlierTold(blocks, context.elsewhere).map(({ form }) => `told ${form}`),
    ],
  };
}

/** A reading of a report or letter with the single facts that its text states. */
export function withReportFacts(
  document: DocumentText,
  reading: DocumentReading,
  { directory }: Pick<ExtractContext, 'directory'>,
): DocumentReading {
  const context = factContextOf(reading, directory);
  const read = readReportFacts(document, context);
  return {
    ...reading,
    facts: [
      ...(reading.facts ?? []),
      ...read.facts,
      // a list of all grades says more than a sentence
      ...((reading.previous?.value.judgements.length ?? 0) > 1
        ? []
        : readRestated(blocksOfDocument(document), context)),
    ],
    problems: [...reading.problems, ...read.problems],
    unexplained: read.unexplained,
    matched: read.matched,
  };
}
