import { type Dates, datesGiven } from '@monitoring-timeline/projections';
import {
  type Question,
  readQuestion as readWords,
} from '@monitoring-timeline/projections/questions';
import type { FastifyRequest } from 'fastify';
import { RequestProblem } from '../problems/index.ts';
import { address, datesIn, pageLimits } from './parameters.ts';
import { pathOf, given as wordsGiven } from './shape.ts';

/** In which form an answer is given. */
/** `csv_marked`: with the mark by which Excel on Windows knows UTF-8. */
export type Form = 'json' | 'csv' | 'csv_marked';

/** A question as it came in, checked and ready to be asked. */
export interface QuestionRequest {
  readonly asked: Question;
  readonly words: Readonly<Record<string, unknown>>;
  readonly dates: Dates;
  /** The same text for the same question, whatever the order of its parameters; pages of one list share it. */
  readonly question: string;
  readonly page: { readonly limit: number; readonly cursor: string | undefined };
  /** Its address, to be asked again with another cursor. */
  readonly url: string;
}

type Words = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads a request whose parameters have the right shape. @throws WrongCall where they mean nothing */
export function readQuestion(question: Question, request: FastifyRequest): QuestionRequest {
  const given = { ...(request.params as Words), ...(request.query as Words) };
  const { cursor, limit, ...others } = given;
  const entries = Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1));
  const words = wordsGiven(question, given);
  readWords(question, words as never, address);
  return {
    asked: question,
    words,
    dates: datesGiven(datesIn(given), address),
    question: JSON.stringify([pathOf(question), entries]),
    page: {
      limit: limit === undefined ? pageLimits.usual : Number(limit),
      cursor: cursor as string | undefined,
    },
    url: request.url,
  };
}

/** The address of the next page. */
export function nextPage(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const words = new URLSearchParams(query);
  words.set('cursor', cursor);
  return `${path}?${words}`;
}

/**
 * JSON unless the request prefers CSV, also where it names HTML alone: a browser shows JSON, and there is no page of an answer here.
 * @throws RequestProblem 406 where it takes neither
 */
export function formWanted({ headers: { accept } }: FastifyRequest): Form {
  const form = formAccepted(accept);
  return form === 'csv' ? csvWanted(accept) : form;
}

/** CSV with the mark for Excel where the client accepts `text/csv; bom=present`. */
export function csvWanted(accept: string | undefined): 'csv' | 'csv_marked' {
  return /text\/csv\s*;[^,]*\bbom=present\b/i.test(accept ?? '') ? 'csv_marked' : 'csv';
}

function formAccepted(given: string | undefined): 'json' | 'csv' {
  if (given === undefined || given === '') return 'json';
  const accept = weightOf(given, 'text', 'html') > 0 ? `${given}, */*;q=0.001` : given;
  const [json, csv] = [weightOf(accept, 'application', 'json'), weightOf(accept, 'text', 'csv')];
  if (json === 0 && csv === 0) {
    throw new RequestProblem(
      406,
      'NotAcceptable',
      'Answers are given as application/json or text/csv. Accept one of them.',
    );
  }
  return csv > json ? 'csv' : 'json';
}

/** The weight that an Accept header gives a type, by the range that fits it best (RFC 9110, 12.5.1). */
export function weightOf(accept: string, type: string, subtype: string): number {
  let best = { fit: -1, weight: 0 };
  for (const range of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim());
    const fit = [`*/*`, `${type}/*`, `${type}/${subtype}`].indexOf(name);
    if (fit <= best.fit) continue;
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = q === undefined ? 1 : Number(q);
    best = { fit, weight: Number.isNaN(weight) ? 0 : weight };
  }
  return best.weight;
}
