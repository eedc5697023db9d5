import {
  type AuthorityKey,
  type ClaimEvent,
  formatPartialDate,
  partialDateSchema,
  sentenceOf,
} from '@monitoring-timeline/core';
import {
  correctFact,
  correctionsFrom,
  EntryRefused,
  holdingNow,
  placesOf,
  printedLeft,
  retractFact,
  UnknownEvent,
} from '@monitoring-timeline/ingest';
import type { FactNamed, Repair, RepairsDesk } from '@monitoring-timeline/pages';
import type { FastifyRequest } from 'fastify';
import { correctionWanted, retractionWanted } from '../commands/schemas.ts';
import { triedOut } from '../commands/trying-out.ts';
import { keyGiven, writingOf } from '../commands/writing.ts';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { given } from './given.ts';
import { placeName } from './place-names.ts';
import { triedShown } from './tried.ts';

/** Places that hold the id of a person: their names stand in a register of their own. */
const ofPeople = /(?:^|\.)person$/;

/** Puts facts on record right, by the same commands as the API. */
export function repairsDesk(context: ServiceContext): (request: FastifyRequest) => RepairsDesk {
  const { store, timeline, names } = context;

  /** The fact as it holds now: in the stream where it probably is, else in the whole log. */
  async function found({ event, authority }: FactNamed): Promise<ClaimEvent> {
    const key = keyGiven(context, authority);
    try {
      return await holdingNow(event, { store, authority: key });
    } catch (error) {
      if (key === undefined || !(error instanceof UnknownEvent)) throw error;
      return holdingNow(event, { store });
    }
  }

  return (request) => {
    /** What a repair of a fact appends to a log. */
    async function made(
      fact: ClaimEvent,
      { right, why, source }: Repair,
      log: ServiceContext['store'],
    ): Promise<readonly ClaimEvent[]> {
      const by = { ...writingOf(context, request), store: log, source, authority: fact.authority };
      if (!right) {
        given(retractionWanted, { event: fact.id, why, source });
        const { appended, events } = await retractFact(fact.id, { why }, by);
        return appended > 0 ? events : [];
      }
      const corrections = correctionsOf(fact, right, why);
      given(correctionWanted, { event: fact.id, corrections, source });
      const { appended, events } = await inWords(fact, correctFact(fact.id, corrections, by));
      return appended > 0 ? events : [];
    }

    return {
      async fact(named) {
        await names.refresh();
        const fact = await found(named);
        const { publisher, title, locator } = fact.source;
        return {
          event: fact.id,
          authority: fact.authority,
          name: timeline.directory.nameOf(fact.authority as AuthorityKey),
          says: sentenceOf(fact, names.nameOf),
          source: [publisher, title, locator].filter(Boolean).join(', '),
          places: placesOf(fact)
            .filter(({ path }) => !ofPeople.test(path))
            .map(({ path, pointer, value }) => ({
              path,
              name: placeName(fact, pointer),
              value: String(value),
            })),
        };
      },

      async tryOut(named, repair) {
        const fact = await found(named);
        const tried = await triedOut(context, [fact.authority], async (copy) => ({
          events: await made(fact, repair, copy as ServiceContext['store']),
        }));
        const { right } = repair;
        const left = right ? printedLeft(fact, correctionsOf(fact, right, repair.why)) : [];
        return {
          ...triedShown(context, tried, (event) => correctedText(fact, event)),
          printed: left.map(({ printed }) => printed),
        };
      },

      async repair(named, repair) {
        await made(await found(named), repair, store);
      },
    };
  };
}

function correctionsOf(fact: ClaimEvent, right: NonNullable<Repair['right']>, why: string) {
  const typed = right.map(({ path, value }) => `${path}=${value}`);
  return correctionsFrom(fact, typed, why);
}

/** What a correction of a fact says, by the name of the place; undefined of anything else. */
function correctedText(fact: ClaimEvent, { type, data }: ClaimEvent): string | undefined {
  if (type !== 'FactCorrected' || data.target !== fact.id) return undefined;
  const date = partialDateSchema.safeParse(data.value);
  const value = date.success ? formatPartialDate(date.data) : String(data.value);
  return `${capital(placeName(fact, data.pointer))}: right is “${value}”. ${data.why}`;
}

/** As the work does, but what it refuses is told by the name of the place. @throws RequestProblem 422 */
async function inWords<T>(fact: ClaimEvent, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof EntryRefused)) throw error;
    const { place, issues } = error.details as { place?: unknown; issues?: readonly string[] };
    if (typeof place !== 'string' || issues === undefined) throw error;
    const why = issues.map((issue) => issue.replace(/^\/[^:]*: /, '')).join('; ');
    throw new RequestProblem(
      422,
      error.code,
      `${capital(placeName(fact, place))}: what is given ${why}.`,
    );
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
