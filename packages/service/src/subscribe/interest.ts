import { areas, type Directory } from '@monitoring-timeline/core';
import {
  authorityGiven,
  checkRule,
  choiceGiven,
  type EventsWanted,
  eventsWanted,
  type IssuedNotice,
  noticeKinds,
  ofWhole,
  regionsMeant,
  type Timeline,
} from '@monitoring-timeline/projections';
import type { Question } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';
import { RequestProblem } from '../problems/index.ts';
import { address, words } from '../query/words.ts';

/** What can be subscribed to: what was taken in, what is told, and how the answer to each question changes. */
export interface Topic {
  readonly name: string;
  readonly summary: string;
  /** The words that narrow it. */
  readonly taken: readonly (keyof InterestWords)[];
  /** The question whose changes are told; undefined for what is told of the log itself. */
  readonly question?: Question;
}

const ofLog: readonly Topic[] = [
  {
    name: 'events',
    summary: 'Events as they are taken in',
    taken: ['authority', 'region', 'type'],
  },
  {
    name: 'notices',
    summary: 'Notices as they are issued',
    taken: ['authority', 'region', 'type', 'area', 'rule'],
  },
];

/** Every topic: a question that can be watched is one. */
export function topicsOf(questions: readonly Question[]): readonly Topic[] {
  return [...ofLog, ...questions.flatMap((question) => topicOf(question) ?? [])];
}

function topicOf(question: Question): Topic | undefined {
  const { name, summary, watched, words: own } = question;
  if (!watched) return undefined;
  const whose = ofWhole(question)
    ? 'region' in own.shape
      ? (['region'] as const)
      : []
    : (['authority', 'region'] as const);
  const taken = [...whose, ...(watched.filters ?? [])];
  return { name, summary: `How the answers change: ${summary}`, taken, question };
}

/** The words that narrow a subscription. Which of them a topic takes is in `taken`. */
export const interestWords = {
  authority: words.authority.optional(),
  region: words.region.optional(),
  type: z
    .union([z.string().min(1).max(60), z.array(z.string().min(1).max(60)).min(1).max(40)])
    .optional()
    .describe('Events of a type, or notices of a kind; may be given several times.'),
  area: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe(`Only where this area changes: one of ${areas.join(', ')}.`),
  rule: words.rule.optional(),
} as const;

const interestShape = z.strictObject(interestWords);
export type InterestWords = z.output<typeof interestShape>;

/** What a subscriber wants of a topic, checked. */
export interface Interest {
  readonly topic: string;
  /** The question whose changes are wanted. */
  readonly question: Question | undefined;
  /** Keys of the authorities; undefined for all, and the country. */
  readonly authorities: ReadonlySet<string> | undefined;
  /** The region as written: a picture is of one. */
  readonly region: string | undefined;
  readonly types: ReadonlySet<string> | undefined;
  readonly area: string | undefined;
  readonly rule: string | undefined;
  readonly events: EventsWanted;
}

/**
 * Checks the words of a subscription, as questions check theirs.
 * @throws UnknownAuthority, AmbiguousAuthority, UnknownRegion, WrongCall; RequestProblem where a topic has no such filter
 */
export async function interestIn(
  topic: string,
  given: InterestWords,
  { directory, policy, questions }: Pick<Timeline, 'directory' | 'policy' | 'questions'>,
): Promise<Interest> {
  const all = topicsOf(await questions());
  const found = all.find(({ name }) => name === topic);
  if (!found) {
    throw new RequestProblem(
      400,
      'WrongCall',
      `topic: "${topic}" cannot be subscribed to. Give one of ${all.map(({ name }) => name).join(', ')}.`,
    );
  }
  const { taken, question } = found;
  for (const name of Object.keys(given) as (keyof InterestWords)[]) {
    if (given[name] === undefined || taken.includes(name)) continue;
    throw new RequestProblem(
      400,
      'WrongCall',
      `${name} is no filter of ${topic}, which takes ${taken.join(', ')}. Leave it out.`,
    );
  }
  const { authority, region, area, rule } = given;
  const types = given.type === undefined ? undefined : [given.type].flat();
  checkRule(address.parameter('rule'), rule, [policy]);
  const forEvents = topic === 'events' ? { authority, region, type: types } : {};
  return {
    topic,
    question,
    authorities: authoritiesIn(authority, region, directory),
    region,
    types: types && new Set(topic === 'notices' ? types.map(noticeKindGiven) : types),
    area: area === undefined ? undefined : choiceGiven(address.parameter('area'), area, areas),
    rule,
    events: eventsWanted(forEvents, address, directory),
  };
}

/** True where an authority is among those wanted. */
export function concerns({ authorities }: Interest, authority: string | null): boolean {
  return authorities === undefined || (authority !== null && authorities.has(authority));
}

/** True for a notice that is wanted. The withdrawal of a notice is told to everybody who may have had that one. */
export function wantsNotice(interest: Interest, notice: IssuedNotice): boolean {
  const { types, area, rule } = interest;
  const { kind, subject } = notice;
  if (!concerns(interest, notice.authority)) return false;
  if (kind === 'NoticeWithdrawn') {
    return !types || types.has(kind) || types.has(String(subject.kind));
  }
  if (types && !types.has(kind)) return false;
  const moved = subject.areas ?? subject.changes ?? {};
  return (
    (area === undefined || Object.hasOwn(moved, area)) &&
    (rule === undefined || subject.rule === rule)
  );
}

function noticeKindGiven(text: string): string {
  return choiceGiven(address.parameter('type'), text, noticeKinds);
}

function authoritiesIn(
  authority: string | undefined,
  region: string | undefined,
  directory: Directory,
): ReadonlySet<string> | undefined {
  if (authority === undefined && region === undefined) return undefined;
  const regions = region === undefined ? undefined : regionsMeant(region);
  const key =
    authority === undefined
      ? undefined
      : directory.resolve(authorityGiven(authority, address, 'picture')).key;
  const keys = directory
    .all()
    .map((one) => one.key)
    .filter((one) => key === undefined || one === key)
    .filter((one) => !regions || regions.has(directory.region(one) ?? ''));
  return new Set(keys);
}
