import type { Concern } from '@monitoring-timeline/service';
import { type Bench, speedRatio } from '../bench.ts';
import { whileServing } from './while-serving.ts';

/** Requests in flight at a time, requests a round, and rounds that take turns. */
const [atOnce, requests, rounds] = [16, 1500, 9];

const fixedPath = '/fixed';
const standingPath = '/api/authorities/sunderland/standing?asOf=2018-07-25&knownAt=2026-01-01';

interface Fixed {
  body: string;
  etag: string;
  headers: Readonly<Record<string, string>>;
}

/** A handler that gives fixed bytes from memory, and nothing where the client has them. */
const fixedRoute =
  (fixed: Fixed): Concern =>
  () =>
  async (app) => {
    app.get(fixedPath, async (request, reply) => {
      reply.headers(fixed.headers);
      if (request.headers['if-none-match'] === fixed.etag) return reply.code(304).send();
      return reply.send(fixed.body);
    });
  };

type Ask = (path: string) => Promise<{ readonly body: string; readonly headers: object }>;

/** The service with the fixed handler beside its own. */
function whileAsked<T>(fixed: Fixed, work: (ask: Ask) => Promise<T>): Promise<T> {
  const settings = { reading: 'closed' } as const;
  const serving = { role: 'reader', connections: atOnce, settings } as const;
  return whileServing({ ...serving, further: [fixedRoute(fixed)] }, (request) =>
    work(async (path) => {
      const { body, headers } = await request(path);
      return { body: await body.text(), headers };
    }),
  );
}

/** What of an answer its handler said, and not the server or its protection. */
function ownHeaders(headers: object): Readonly<Record<string, string>> {
  const own = [
    'etag',
    'cache-control',
    'vary',
    'attribution',
    'link',
    'content-type',
    'last-modified',
  ];
  return Object.fromEntries(
    Object.entries(headers as Record<string, string>).filter(([name]) => own.includes(name)),
  );
}

export const benches: readonly Bench[] = [
  {
    name: 'standing query against a handler that gives the same bytes from memory',
    target: { atLeast: 0.5, unit: 'ratio' },
    run: async () => {
      const fixed: Fixed = { body: '', etag: '', headers: {} };
      return whileAsked(fixed, async (ask) => {
        const { body, headers } = await ask(standingPath);
        const own = ownHeaders(headers);
        Object.assign(fixed, { body, etag: own.etag, headers: own });
        if ((await ask(fixedPath)).body !== body) throw new Error('the two answers differ');

        async function round(path: string): Promise<void> {
          let left = requests;
          const one = async (): Promise<void> => {
            while (left > 0) {
              left -= 1;
              await ask(path);
            }
          };
          await Promise.all(Array.from({ length: atOnce }, one));
        }

        await round(standingPath);
        await round(fixedPath);
        const { ratio, ours, yardstick } = await speedRatio(
          rounds,
          () => round(standingPath),
          () => round(fixedPath),
        );
        const rate = (ms: number) => `${Math.round((requests / ms) * 1000)} a second`;
        return {
          value: ratio,
          detail: `${rate(ours)} against ${rate(yardstick)}, ${body.length} bytes each`,
        };
      });
    },
  },
];
