import type { Area } from './areas.ts';
import type { Framework } from './codes.ts';
import type { GradeOrNot } from './grades.ts';

/** One judgement that a framework version makes. */
export interface JudgedArea {
  /** Our concept, which outlives the framework. */
  readonly area: Area;
  /** The framework's own code for it; two versions with one code ask one question. */
  readonly code: string;
  /** As its reports print it. */
  readonly printed: string;
  /** Other labels seen in reports and statistical releases, beyond what `areaByLabel` tolerates anyway. */
  readonly variants: readonly string[];
  /** What the report's "overall effectiveness" is of, where it is printed of one strand and not of the authority. */
  readonly strand?: string;
  /** Concepts that one combined grade stands for; absent where it stands for `area` alone. */
  readonly covers?: readonly Area[];
}

/** A framework as it stood for a run of inspections. A date never picks one: its source names it. */
export interface FrameworkVersion {
  /** The framework that it is a version of. */
  readonly code: Framework;
  /** Year in which this version came into use. */
  readonly version: string;
  /** As its publisher calls it. */
  readonly name: string;
  /** False where its reports carry no grade. */
  readonly graded: boolean;
  /** First use, as precise as known: day, month or year. For showing, never for telling a framework from a date. */
  readonly from?: string;
  /** Last use; absent while in use. */
  readonly to?: string;
  /** What it judges, in the order of its reports; empty where none of that is on record here. */
  readonly areas: readonly JudgedArea[];
  /** Grades and non-grades that its reports can print. Empty where it grades nothing. */
  readonly scale: readonly GradeOrNot[];
  /** True where it makes an overall judgement of the authority. */
  readonly hasOverall: boolean;
  /**
   * How an answer shows `overall`. `absent`: there is no such area, since only strands were judged.
   * `not_reported`: the judgement was taken away, and its place says so.
   */
  readonly overall: 'judged' | 'not_reported' | 'absent';
  /** What the entry rests on. */
  readonly source: string;
}

/** The scale since November 2013. */
export const scaleSince2013: readonly GradeOrNot[] = [
  'outstanding',
  'good',
  'requires_improvement',
  'inadequate',
  'not_judged',
];

/** The scale before it, with `adequate` where "requires improvement" stands today. */
export const scaleBefore2013: readonly GradeOrNot[] = [
  'outstanding',
  'good',
  'adequate',
  'inadequate',
];
