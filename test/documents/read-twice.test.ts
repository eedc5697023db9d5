import { authorityKey, type ClaimEvent } from '@monitoring-timeline/core';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import {
  leadershipHistory,
  onDay,
  standing,
  themes,
  trajectory,
} from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf, shippedContext, shippedEvents } from '../support/record.ts';
import { haveSeeds, readSeed } from './seed-reading.ts';

const context = shippedContext();

/** The shipped record, in which a person read the five documents, and what rules read in them. */
function bothReadings(): readonly ClaimEvent[] {
  const shipped = shippedEvents();
  const known = new Set(shipped.map(({ id }) => id));
  const read = ['000', '001', '003', '004'].flatMap((number) => readSeed(number).proposals);
  return [...shipped, ...read.map(({ event }) => event).filter(({ id }) => !known.has(id))];
}

const authorities = [
  ['sunderland', '2018-12-31'],
  ['cheshire-east', '2020-06-30'],
  ['stockton-on-tees', '2016-12-31'],
] as const;

/** What an answer counts and says, without the sources that it rests on. */
function answered(events: readonly ClaimEvent[], key: string, day: string) {
  const record = recordOf(recordsOf(events), authorityKey(key));
  const on = onDay(day);
  const stands = standing(record, on, context);
  const moved = trajectory(record, on, context);
  return {
    grades: Object.entries(stands.areas).map(([area, { grade, since }]) => [area, grade, since]),
    overall: stands.overall?.grade,
    report: [stands.report?.start, stands.report?.end, stands.report?.published],
    points: Object.entries(moved.areas).map(([area, { points, change }]) => [
      area,
      points.length,
      change,
    ]),
    visits: moved.visits.map(({ kind, sequence, start, end }) => [kind, sequence, start, end]),
    indicators: moved.indicators.map(({ indicator, points }) => [indicator, points.length]),
    themes: themes(record, on, context).themes.map((row) => [
      row.theme,
      row.assertedBy,
      row.status,
      row.occasions,
      row.raised.length,
      row.stillEvident.length,
    ]),
    turnover: leadershipHistory(record, on, context)
      .turnover.map(({ role, count, printed }) => [role, count, printed])
      .sort(),
    changes: moved.leadershipChanges
      .map(({ role, change, personId, when }) => [role, change, personId, when])
      .sort(),
  };
}

describe(
  'a document read by a person and by rules',
  skippedBecause(haveSeeds ? undefined : withoutMaterial),
  () => {
    const both = haveSeeds ? bothReadings() : [];

    it('gives two claims of many facts, under two titles', () => {
      expect(both.length - shippedEvents().length).toBeGreaterThan(100);
    });

    it.each(authorities)('counts nothing twice in any answer on %s', (key, day) => {
      expect(answered(both, key, day)).toEqual(answered(shippedEvents(), key, day));
    });
  },
);
