import type { ClaimType, EventOf, Placed } from '@monitoring-timeline/core';
import type { z } from 'zod';
import type { Answer } from '../answers/answer.ts';
import { type Question, question } from '../questions/question.ts';
import type { Projection } from './fold.ts';

/** A fold over the log that keeps its own state. */
export interface ProjectionDefinition<S, T extends ClaimType> {
  /** What it is kept under, and asked by: lower case, words joined by hyphens. */
  readonly name: string;
  /** Another version is folded anew from the beginning of the log, beside the one that is in use. */
  readonly version: number;
  /** The types of events that it folds; the others are passed over. */
  readonly events: readonly T[];
  /** The state before the first event: what JSON can hold. */
  initial(): S;
  /** The state after an event, in its present version, at its place in the log. Pure, or changing the state it was given. */
  reduce(state: S, event: EventOf<T>, recorded: Placed): S;
}

/** How a projection answers, so that it can be asked and watched as a question is. */
export interface ProjectionAnswer<S, A extends z.ZodType> {
  /** One sentence without a full stop, as help and API show it. */
  readonly summary: string;
  /** The shape of the answer, each field with its meaning; a list of objects is a table, too. */
  readonly answer: A;
  answerOf(state: S): Answer<A>;
}

/**
 * Declares a projection: a fold over the log with its own state, kept by name and version in the state store with the position
 * that it has reached. With an answer it is a question about the log: command, address, stream, tables and dictionary follow.
 * @throws TypeError where the name cannot stand in an address, or no table follows from the answer
 */
export function projection<S, const T extends ClaimType, A extends z.ZodType>(
  definition: ProjectionDefinition<S, T> & ProjectionAnswer<S, A>,
): Projection<S> & Question<'log', z.ZodObject<Record<never, never>>, A>;
export function projection<S, const T extends ClaimType>(
  definition: ProjectionDefinition<S, T>,
): Projection<S>;
export function projection<S, const T extends ClaimType, A extends z.ZodType>(
  definition: ProjectionDefinition<S, T> & Partial<ProjectionAnswer<S, A>>,
): Projection<S> {
  const { name, version, events, summary, answer, answerOf } = definition;
  const kept: Projection<S> = {
    projection: {
      name,
      version,
      events,
      initial: () => definition.initial(),
      reduce: (state, event, recorded) => definition.reduce(state, event as EventOf<T>, recorded),
    },
  };
  if (!answer || !answerOf || summary === undefined) return kept;
  const asked = question<'log', A>({
    name,
    about: 'log',
    summary,
    dates: [],
    answer,
    watched: {},
    answerOf: async (records, { upTo }) => answerOf((await records.folded(kept, upTo)) as S),
  });
  return { ...kept, ...asked };
}
