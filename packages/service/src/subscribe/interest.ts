import {
  checkRule,
  type EventsWanted,
  eventsWanted,
  interestMeant,
  wantsNotice as isWanted,
  type NoticeInterest,
  interestWords as noticeWords,
  ofWhole,
  type Timeline,
} from '@monitoring-timeline/projections';
import { type Question, wordsMeant } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';
import { RequestProblem } from '../problems/index.ts';
import { address } from '../query/parameters.ts';
import { asGiven, written } from '../query/shape.ts';

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
    taken: ['authority', 'region', 'type', 'area', 'rule', 'inadequate', 'weight'],
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

/**
 * The words that narrow a subscription, as they are written: those of an interest in notices, of which events have types in place of
 * kinds. Which of them a topic takes is in `taken`.
 */
export const interestWords = {
  ...written(noticeWords),
  type: z
    .union([z.string().min(1).max(60), z.array(z.string().min(1).max(60)).min(1).max(40)])
    .optional()
    .describe('Events of a type, or notices of a kind; may be given several times.'),
} as const;

const noticeShape = z.strictObject(noticeWords);
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
  readonly notices: NoticeInterest;
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
  const types = given.type === undefined ? undefined : [given.type].flat();
  const { type, ...others } = given;
  const words = topic === 'notices' ? given : others;
  const meant = wordsMeant(noticeShape, asGiven(noticeWords, words), address);
  const { authority, area, region, rule } = meant;
  if (topic !== 'notices' && (area?.length ?? 0) > 1) throw onlyOne('area', topic);
  checkRule(address.parameter('rule'), rule, [policy]);
  const forEvents = topic === 'events' ? { authority, region, type: types } : {};
  const notices = interestMeant(meant, directory);
  return {
    topic,
    question,
    authorities: notices.authorities,
    region,
    types: types && new Set(types),
    area: area?.[0],
    rule,
    events: eventsWanted(forEvents, address, directory),
    notices,
  };
}

/** True where an authority is among those wanted. */
export function concerns({ authorities }: Interest, authority: string | null): boolean {
  return authorities === undefined || (authority !== null && authorities.has(authority));
}

/** True for a notice that is wanted. */
export function wantsNotice(interest: Interest, notice: Parameters<typeof isWanted>[1]): boolean {
  return isWanted(interest.notices, notice);
}

function onlyOne(name: string, topic: string): RequestProblem {
  return new RequestProblem(400, 'WrongCall', `${name}: ${topic} takes one. Give it once.`);
}
