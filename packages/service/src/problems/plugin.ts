import { isPageWanted, problemPage, type RightLacked } from '@monitoring-timeline/pages';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { methodsThere } from './methods-there.ts';
import { nothingThere, type Problem, problemMedia, RequestProblem } from './problem.ts';
import { problem, problemOf } from './problem-of.ts';

/** Every error, whoever raised it, is answered as problem details, and told in the log where it is a fault of ours. */
export const problems = fastifyPlugin(async (app) => {
  const methods = methodsThere(app);

  app.setErrorHandler(answerError);

  app.setNotFoundHandler((request) => {
    const allowed = methods(request.url.split('?', 1)[0] ?? '');
    if (allowed.length === 0) throw nothingThere();
    throw new RequestProblem(
      405,
      'MethodNotAllowed',
      `This address takes ${allowed.join(', ')}, not ${request.method}.`,
      { allow: allowed.join(', ') },
    );
  });
});

/** Answers an error, also one that the server meets before any of our hooks. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { problem: told, headers } = problemOf(error, () => parametersOf(request));
  if (told.status >= 500) request.log.error({ err: error }, 'a request failed');
  else request.log.info({ code: told.code, status: told.status }, 'a request was refused');
  return sendProblem(reply.headers(headers), request, told, rightIn(error));
}

/** Names of the parameters that an address takes; undefined where it is none of ours. */
function parametersOf({ routeOptions }: FastifyRequest): readonly string[] | undefined {
  const { shape } = (routeOptions.schema?.querystring ?? {}) as { readonly shape?: object };
  return shape && Object.keys(shape).sort();
}

/** The right that a request lacks, where that is what was wrong. */
function rightIn(error: unknown): RightLacked | undefined {
  if (!(error instanceof RequestProblem) || typeof error.details.wanted !== 'string')
    return undefined;
  const { wanted, role } = error.details;
  return { wanted, ...(typeof role === 'string' ? { role } : {}) };
}

/** Answers with problem details, which serve a client that reads only JSON as well; with a page where a browser looks at one. */
function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  told: Problem,
  right?: RightLacked,
): FastifyReply {
  // what a handler had announced of its answer does not hold of this one
  for (const header of ['etag', 'last-modified', 'content-disposition', 'link']) {
    reply.removeHeader(header);
  }
  reply
    .code(told.status)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');
  if (isPageWanted(request.url, request.headers.accept)) {
    return reply
      .type('text/html; charset=utf-8')
      .serializer((page: unknown) => page as string)
      .send(problemPage({ ...told, right }, request));
  }
  return reply
    .type(problemMedia)
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ ...told, instance: `urn:timeline:request:${request.id}` });
}

const raw: Readonly<Record<string, { status: number; code: string; detail: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'RequestTimeout',
    detail: 'The request took too long to arrive. Send it faster, or in smaller parts.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'HeadersTooLarge',
    detail: 'The headers of the request are larger than this service takes.',
  },
};

/** The whole answer to bytes that are no request, or come too slowly; sent on the bare socket. */
export function answerToNoRequest(code: string | undefined): string {
  const known = raw[code ?? ''] ?? {
    status: 400,
    code: 'NoRequest',
    detail: 'This is not a well-formed HTTP request.',
  };
  const told = problem(known.status, known.code, known.detail);
  const body = JSON.stringify(told);
  return [
    `HTTP/1.1 ${told.status} ${told.title}`,
    `content-type: ${problemMedia}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
