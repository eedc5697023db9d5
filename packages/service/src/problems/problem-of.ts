import { isTimelineError } from '@monitoring-timeline/core';
import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { refusedParts } from './invalid-request.ts';
import { type Problem, RequestProblem } from './problem.ts';
import { statusOfCode, titleOf } from './titles.ts';

/**
 * An error as problem details, with the headers that belong to it. Says nothing of the inside of the program.
 * @param taken tells the names of the parameters of the address that was asked, where they are known
 */
export function problemOf(
  error: unknown,
  taken?: () => readonly string[] | undefined,
): {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
} {
  if (error instanceof RequestProblem) {
    return { problem: problem(error.status, error.code, error.message), headers: error.headers };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return { problem: invalidRequest(error as FastifyError & Validated, taken), headers: {} };
  }
  const { code: system } = (error ?? {}) as NodeJS.ErrnoException;
  // files that were sent in are written, too
  if (system === 'ENOSPC' || system === 'EDQUOT') {
    return { problem: problem(507, 'StoreFull', full), headers: { 'retry-after': '10' } };
  }
  if (isTimelineError(error)) {
    const { code, message, details } = error;
    const status = statusOfCode(code) ?? 500;
    if (status === 500) return { problem: fault(), headers: {} };
    // what lies behind a store is no business of a client
    const detail = status === 503 ? unreachable : status === 507 ? full : message;
    const candidates = candidatesIn(details);
    return {
      problem: { ...problem(status, code, detail), ...(candidates ? { candidates } : {}) },
      headers: status === 503 || status === 507 ? { 'retry-after': '10' } : {},
    };
  }
  return { problem: ofFramework(error as FastifyError), headers: {} };
}

const unreachable =
  'The log, or what is kept beside it, cannot be read at present. Try again; whoever runs this service finds the reason in its log.';

const full =
  'The disk of this service is full, and this was not written. What was answered as written before stands. Send it again when whoever runs the service has made room: nothing is written twice.';

/** Problem details with the standard title of their status. */
export function problem(status: number, code: string, detail: string): Problem {
  const type = code === '' ? 'about:blank' : `urn:timeline:problem:${code}`;
  return { type, title: titleOf(status), status, detail, code };
}

function fault(): Problem {
  return problem(
    500,
    'Fault',
    'This is a fault of the service, not of your request. Report it with the id of the request.',
  );
}

interface Validated {
  readonly validation: Parameters<typeof refusedParts>[0];
  readonly validationContext?: string;
}

function invalidRequest(
  { validation, validationContext = 'request' }: Validated,
  taken: (() => readonly string[] | undefined) | undefined,
): Problem {
  const errors = [...refusedParts(validation, validationContext, taken?.())];
  const told = errors.map(({ parameter, detail }) => `${parameter}: ${detail}`).join('; ');
  return {
    ...problem(400, 'InvalidRequest', `The ${validationContext} cannot be taken. ${told}.`),
    errors,
  };
}

const advice: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this service takes. Send less at a time.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'The content type of the body is not taken here. Send application/json, or files as multipart/form-data; /openapi.json says which.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty, and its content type says JSON.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The length of the body is not the one that was announced.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the address is longer than any name or id here. Shorten it.',
  FST_ERR_BAD_URL: 'The address is not well formed: a percent sign stands before two hex digits.',
};

/** What the server itself refuses; its own words are for programmers. */
function ofFramework({ statusCode, code = '', message }: FastifyError): Problem {
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return fault();
  const known = advice[code];
  if (known !== undefined) return problem(statusCode, codeOf(code), known);
  return problem(statusCode, codeOf(code), message);
}

/** `FST_ERR_CTP_INVALID_JSON_BODY` as `InvalidJsonBody`. */
function codeOf(code: string): string {
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return 'AddressTooLong';
  const words = code.replace(/^FST_ERR_(?:CTP_)?/, '').split('_');
  const joined = words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join('');
  return joined === '' ? 'InvalidRequest' : joined;
}

function candidatesIn(
  details: Readonly<Record<string, unknown>>,
): { key: string; name: string }[] | undefined {
  const { candidates } = details;
  if (!Array.isArray(candidates) || candidates.length === 0) return undefined;
  return candidates
    .slice(0, 10)
    .flatMap((one: { readonly key?: unknown; name?: unknown }) =>
      typeof one.key === 'string' && typeof one.name === 'string'
        ? [{ key: one.key, name: one.name }]
        : [],
    );
}
