import { sinceGiven } from '@monitoring-timeline/projections';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { readable } from '../query/events-routes.ts';
import { address } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { Admission } from './admission.ts';
import { EventStream } from './event-stream.ts';
import { start } from './feed.ts';
import { hubOf } from './hub.ts';
import {
  type Interest,
  type InterestWords,
  interestIn,
  interestWords,
  topicsOf,
} from './interest.ts';
import { tell } from './telling.ts';

const checkpoint = z
  .string()
  .max(1000)
  .optional()
  .describe(
    'The id of the last message that was had, `now`, or `start`; the header Last-Event-ID goes before it.',
  );

const subscribeWords = z.strictObject({
  ...interestWords,
  since: z
    .string()
    .min(1)
    .max(20)
    .optional()
    .describe(
      'Of notices: where to begin without a checkpoint. A day, last-week, a span back such as P7D, or the number of a notice.',
    )
    .meta({ examples: ['last-week'] }),
  after: checkpoint,
  lastEventId: checkpoint,
});

const description = [
  'A stream of server-sent events that stays open. Each message is one event of CloudEvents 1.0 in structured mode, and its id is the checkpoint just after it: `Last-Event-ID`, or `after`, goes on from there with no gap and no repetition.',
  'Without a checkpoint, `events` and `notices` begin at their beginning and projections with their present answers, each as a change from nothing; `now` begins with what comes next.',
  'Named events beside the messages: `caught-up`, `checkpoint` (a later id, with nothing wanted up to it) and `end` (the service ends the stream; connect again with its id).',
].join('\n\n');

/** How soon a client comes back by itself. */
const retryMs = 3000;

/** Registers the subscriptions: one address a topic. */
export function subscribeRoutes(context: ServiceContext): FastifyPluginAsyncZod {
  const { settings, timeline, tokens, clock, closing, metrics, reach } = context;
  const hub = hubOf(context);
  const admission = new Admission({
    total: settings.maxSubscriptions,
    ofOne: settings.maxSubscriptionsOfOne,
  });

  async function serve(
    interest: Interest,
    given: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { caller, ip } = request;
    const leave = admission.admit(caller ? `token ${caller.id}` : `address ${ip}`);
    const feed = hub.open(interest);
    try {
      const from = await feed.begin(given);
      reply.hijack();
      const stream = new EventStream(reply.raw, { stallMs: settings.readerSeconds * 1000 });
      stream.open(reply.getHeaders(), retryMs);
      metrics.subscriptionsOpen.inc({ topic: interest.topic });
      let failed = false;
      const bearer = /^Bearer +(\S+)/i.exec(request.headers.authorization ?? '')?.[1];
      await tell({
        feed,
        from,
        stream,
        closing,
        lost: reach.lost,
        heartbeatMs: settings.heartbeatSeconds * 1000,
        async allowed() {
          if (bearer === undefined) return true;
          return (await tokens.check(bearer, clock.now())).kind === 'valid';
        },
      }).catch((error: unknown) => {
        failed = true;
        // the client comes back by itself, and is told then what is the matter
        request.log.warn({ err: error }, 'a subscription ended');
      });
      metrics.subscriptionsOpen.dec({ topic: interest.topic });
      metrics.subscriptionsEnded.inc({ reason: failed ? 'failed' : stream.endedBy(closing) });
      return reply;
    } finally {
      leave();
    }
  }

  return async (app) => {
    for (const { name: topic, summary } of topicsOf(await timeline.questions())) {
      app.route({
        method: 'GET',
        url: `/api/subscribe/${topic}`,
        config: { lane: 'none' },
        exposeHeadRoute: false,
        schema: {
          operationId: `subscribeTo${topic.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
          tags: ['Subscriptions'],
          summary,
          description,
          querystring: subscribeWords,
          response: {
            200: {
              description: 'The stream.',
              content: { 'text/event-stream': { schema: z.string() } },
            },
            ...problemResponses,
          },
        },
        async handler(request, reply) {
          checkAccepted(request.headers.accept);
          const { after, lastEventId, since, ...words } = request.query;
          const interest = await interestFor(topic, words, request);
          const header = request.headers['last-event-id'];
          const given = [header, lastEventId, after].flat().find((one) => one !== undefined);
          const from = given ?? (await beginning(topic, since));
          return serve(interest, from === start ? '' : from, request, reply);
        },
      });
    }
  };

  /** Where a subscription begins that has no checkpoint yet. @throws RequestProblem where a topic has no days */
  async function beginning(topic: string, since: string | undefined): Promise<string | undefined> {
    if (since === undefined) return undefined;
    if (topic === 'notices') {
      return timeline.noticesBegin(sinceGiven(address.parameter('since'), since));
    }
    throw new RequestProblem(
      400,
      'WrongCall',
      `since is of notices alone. Leave it out for ${topic}, or begin after a checkpoint.`,
    );
  }

  async function interestFor(
    topic: string,
    words: InterestWords,
    { caller }: FastifyRequest,
  ): Promise<Interest> {
    const interest = await interestIn(topic, words, timeline);
    return { ...interest, events: readable(interest.events, caller) };
  }
}

function checkAccepted(accept: string | undefined): void {
  if (accept === undefined || /text\/event-stream|text\/\*|\*\/\*/i.test(accept)) return;
  throw new RequestProblem(
    406,
    'NotAcceptable',
    'Subscriptions are given as text/event-stream. Accept that.',
  );
}
