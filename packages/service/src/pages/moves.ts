import type { FastifyPluginAsync } from 'fastify';
import {
  concatMap,
  distinctUntilChanged,
  interval,
  merge,
  type Observable,
  ReplaySubject,
  share,
  startWith,
  throttleTime,
} from 'rxjs';
import type { ServiceContext } from '../context/context.ts';
import { retryLater } from '../context/retry-later.ts';
import { Admission } from '../subscribe/admission.ts';
import { EventStream, eventText } from '../subscribe/event-stream.ts';
import { hubOf } from '../subscribe/hub.ts';

/** Events that come in together are told of once. */
const togetherMs = 200;
/** The day and the register of names change without an event: they are looked at so often while a page is open. */
const lookMs = 30_000;
const retryMs = 3000;

/**
 * Tells open pages when what pages rest on has changed: one number for all of them, and nothing of what it was. A page that hears it
 * asks for itself again, with the rights that it has.
 */
export function moveRoutes(
  context: ServiceContext,
  stateNow: () => Promise<string>,
): FastifyPluginAsync {
  const { settings, closing } = context;
  const admission = new Admission({
    total: settings.maxSubscriptions,
    ofOne: settings.maxSubscriptionsOfOne,
  });
  const state$: Observable<string> = merge(hubOf(context).recent$, interval(lookMs)).pipe(
    startWith(undefined),
    throttleTime(togetherMs, undefined, { leading: true, trailing: true }),
    concatMap(stateNow),
    retryLater(),
    distinctUntilChanged(),
    share({ connector: () => new ReplaySubject<string>(1) }),
  );

  return async (app) => {
    app.get(
      '/moves',
      { config: { lane: 'none' }, exposeHeadRoute: false, schema: { hide: true } as object },
      (request, reply) => {
        const { caller, ip } = request;
        const leave = admission.admit(caller ? `token ${caller.id}` : `address ${ip}`);
        reply.hijack();
        const stream = new EventStream(reply.raw, { stallMs: settings.readerSeconds * 1000 });
        stream.open(reply.getHeaders(), retryMs);
        const told = state$.subscribe((state) => void stream.write(eventText(state, state)));
        const heart = setInterval(
          () => void stream.write(':\n\n'),
          settings.heartbeatSeconds * 1000,
        );
        const close = (): void => stream.end('event: end\ndata: shutdown\n\n');
        closing.addEventListener('abort', close, { once: true });
        stream.gone.addEventListener('abort', () => {
          told.unsubscribe();
          clearInterval(heart);
          closing.removeEventListener('abort', close);
          leave();
        });
        if (closing.aborted) close();
      },
    );
  };
}
