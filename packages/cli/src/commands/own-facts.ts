import {
  type ClaimEvent,
  frameworks,
  inspectionKinds,
  instruments,
  leadershipRoles,
  type PartialDate,
  type Source,
  visitKinds,
} from '@monitoring-timeline/core';
import { personIdOf } from '@monitoring-timeline/core/people';
import type { TimelineReader } from '@monitoring-timeline/projections';
import type { GlobalOptions } from '../call/call.ts';
import { dayOption } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { choice } from './answering.ts';

/** The options of `timeline record`, as far as any fact has them. */
export interface FactOptions extends GlobalOptions {
  readonly on: string;
  readonly source: string;
  readonly publisher?: string;
  readonly rank: Source['rank'];
  readonly url?: string;
  readonly known?: string;
  readonly by?: string;
  readonly framework?: string;
  readonly kind?: string;
  readonly to?: string;
  readonly sequence?: string;
  readonly topic?: string;
  readonly role?: string;
  readonly change?: string;
  readonly person?: string;
  readonly status?: string;
  readonly title?: string;
  readonly instrument?: string;
  readonly note?: string;
  readonly clock?: string;
  readonly notDone?: boolean;
  readonly begun?: string;
  readonly planned?: boolean;
  readonly visit?: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** The person that the options name. @throws InvalidPersonName */
export function personOf({ person }: FactOptions): Person | undefined {
  return person === undefined ? undefined : { id: personIdOf(person), name: person };
}

export interface FactGiven {
  readonly options: FactOptions;
  readonly occurred: PartialDate;
  readonly person: Person | undefined;
  readonly timeline: TimelineReader;
  readonly authority: string;
}

/** What a fact says, beside where and since when it is known. */
export interface Fact {
  readonly type: ClaimEvent['type'];
  readonly occurred: PartialDate;
  readonly data: Readonly<Record<string, unknown>>;
}

const facts = {
  'inspection-begun': inspectionBegun,
  visit,
  leadership,
  intervention,
  statement,
} as const;
export type OwnFact = keyof typeof facts;

export function isOwnFact(kind: string): kind is OwnFact {
  return Object.hasOwn(facts, kind);
}

/** The fact of a kind that the options describe. @throws WrongCall naming the option that does not fit */
export async function factOf(kind: OwnFact, given: FactGiven): Promise<Fact> {
  return facts[kind](given);
}

function optional<T extends string>(
  option: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  return text === undefined ? undefined : choice(option, text, choices);
}

/** Needed where days are compared: a month says neither when inspectors came nor when they left. */
function day(given: FactGiven): string {
  if (given.occurred.precision === 'day') return given.occurred.from;
  return dayOption('--on', given.options.on);
}

function inspectionBegun(given: FactGiven): Fact {
  const { options } = given;
  return {
    type: 'InspectionCarriedOut',
    // a day alone is the first day on site
    occurred: { precision: 'day', from: day(given) },
    data: {
      framework: optional('--framework', options.framework, frameworks) ?? 'ILACS',
      kind: optional('--kind', options.kind, inspectionKinds),
    },
  };
}

function visit(given: FactGiven): Fact {
  const { options } = given;
  const from = day(given);
  const to = options.to === undefined ? undefined : dayOption('--to', options.to);
  if (to !== undefined && to < from) {
    throw new WrongCall(`--to ${to} lies before --on ${from}. Give the last day on site.`);
  }
  return {
    type: 'VisitCarriedOut',
    occurred: to === undefined ? { precision: 'day', from } : { precision: 'range', from, to },
    data: {
      kind: choice('--kind', options.kind ?? '', visitKinds),
      sequence: sequenceOf(options.sequence),
      topicPrinted: options.topic,
    },
  };
}

function sequenceOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new WrongCall(`--sequence: "${text}" is no number from 1 to 99, for example --sequence 2.`);
}

const statuses = ['permanent', 'interim', 'acting', 'designate', 'not_stated'] as const;

function leadership({ options, occurred, person }: FactGiven): Fact {
  const changes = ['started', 'ended', 'appointed', 'seen'] as const;
  const change = choice('--change', options.change ?? '', changes);
  const data = {
    role: choice('--role', options.role ?? '', leadershipRoles),
    title: options.title,
    person: person?.id,
    status: optional('--status', options.status, statuses),
  };
  return change === 'seen'
    ? { type: 'LeadershipObserved', occurred, data }
    : { type: 'LeadershipChanged', occurred, data: { ...data, change } };
}

function intervention({ options, occurred, person }: FactGiven): Fact {
  const change = choice('--change', options.change ?? '', ['started', 'ended'] as const);
  return {
    type: change === 'started' ? 'InterventionStarted' : 'InterventionEnded',
    occurred,
    data: {
      instrument: choice('--instrument', options.instrument ?? '', instruments),
      person: person?.id,
      title: options.title,
      note: options.note,
    },
  };
}

const clocks = [
  'action_statement',
  'priority_action_plan',
  'report_published_by_authority',
] as const;

async function statement(given: FactGiven): Promise<Fact> {
  const { options, occurred } = given;
  return {
    type: 'StatementPublished',
    occurred,
    data: {
      of: await activityMeant(given),
      clock: choice('--clock', options.clock ?? '', clocks),
      done: options.notDone !== true,
      title: options.title,
    },
  };
}

/** Which inspection or visit a statement answers: the one named, else the latest graded inspection. */
async function activityMeant({ options, occurred, timeline, authority }: FactGiven) {
  const begun = options.begun === undefined ? undefined : dayOption('--begun', options.begun);
  const days = begun === undefined ? undefined : { precision: 'day', from: begun };
  const framework = optional('--framework', options.framework, frameworks);
  if (options.visit !== undefined) {
    const visitKind = choice('--visit', options.visit, visitKinds);
    if (days) return { activity: 'visit', framework, visitKind, days };
    throw new WrongCall('--visit needs --begun, the first day of the visit that it follows.');
  }
  if (days) return { activity: 'inspection', framework: framework ?? 'ILACS', days };
  const asOf = occurred.from.length === 10 ? occurred.from : undefined;
  const { report } = await timeline.ask('standing', { authority }, { asOf });
  const start = report?.start;
  if (report && start?.length === 10 && (!framework || framework === report.framework)) {
    return {
      activity: 'inspection',
      framework: report.framework ?? undefined,
      days: { precision: 'day', from: start },
    };
  }
  throw new WrongCall(
    'No graded inspection with a known first day is on record by then. Say which one the statement answers, for example --framework ILACS --begun 2024-06-10.',
  );
}
