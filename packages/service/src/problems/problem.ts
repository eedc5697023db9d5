import { TimelineError } from '@monitoring-timeline/core';
import { z } from 'zod';

/** RFC 9457: what went wrong, for programs and for people. */
export const problemSchema = z
  .strictObject({
    type: z.string().describe('What kind of problem it is: `about:blank`, or a URN with our code.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What to do next.'),
    instance: z.string().optional().describe('Id of the request, as the log has it.'),
    code: z.string().describe('Stable word for programs.'),
    errors: z
      .array(z.strictObject({ parameter: z.string(), detail: z.string() }))
      .optional()
      .describe('What is wrong with which part of the request.'),
    candidates: z
      .array(z.strictObject({ key: z.string(), name: z.string() }))
      .optional()
      .describe('What may have been meant.'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });
export type Problem = z.infer<typeof problemSchema>;

export const problemMedia = 'application/problem+json';

/** What a request did wrong, with the status to answer; thrown anywhere in a handler. */
export class RequestProblem extends TimelineError {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, { status, ...details });
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** What answers a request for an address where there is nothing. */
export function nothingThere(): RequestProblem {
  return new RequestProblem(
    404,
    'NotFound',
    'There is nothing at this address. The first page, /, leads to every page; /api lists every question, such as /api/authorities/sunderland/standing, and /openapi.json describes all that programs may ask.',
  );
}
