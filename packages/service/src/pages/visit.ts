import { setTimeout } from 'node:timers/promises';
import type { PagesHost, Visit, Who } from '@monitoring-timeline/pages';
import type { FastifyRequest } from 'fastify';
import type { Once } from '../commands/once.ts';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { problemOf } from '../problems/problem-of.ts';
import { Cookies, FormTokens } from '../sessions/index.ts';
import { bringInDesk } from './bring-in.ts';
import { logDesk } from './log.ts';
import { repairsDesk } from './repairs.ts';
import { signingDesk } from './signing.ts';
import { statusDesk } from './status.ts';
import { subscriptionsDesk } from './subscriptions.ts';
import { tokensDesk } from './tokens.ts';

/** Says who asks for a page, and does what its forms ask for, in their name. */
export function visits(context: ServiceContext, once: Once): PagesHost['visit'] {
  const cookies = new Cookies(context.settings);
  const forms = new FormTokens(cookies, context.settings);
  const signing = signingDesk(context, cookies);
  const tokens = tokensDesk(context);
  const log = logDesk(context);
  const bringIn = bringInDesk(context);
  const repairs = repairsDesk(context);
  const subscriptions = subscriptionsDesk(context);

  return (request, reply): Visit => ({
    who: whoAsks(request),
    formToken: () => forms.create(request, reply),
    checkForm: (token) => forms.check(request, token),
    async once(key, content, work) {
      // whoever has no name yet cannot be told from others by a key
      if (request.caller === null) return work('');
      const asked = { request, key, content };
      const body = await afterTheFirst(async () => {
        const { given } = await once.carryOut(asked, async (command) => ({
          status: 303,
          body: await work(command),
        }));
        return given.body;
      });
      return String(body);
    },
    told: toldOf,
    signing: signing(request, reply),
    tokens: tokens(request),
    log: log(request),
    bringIn: bringIn(request),
    repairs: repairs(request),
    subscriptions: subscriptions(request),
    status: statusDesk(context, () => bringIn(request).jobs()),
  });
}

/** A form that was sent twice is shown what came of it, however long that takes: a look every so many ms, so many times. */
const lookEveryMs = 100;
const looks = 300;

/** Waits while the same form, sent before, is carried out. @throws RequestProblem 409 where that does not end */
async function afterTheFirst<T>(work: () => Promise<T>): Promise<T> {
  for (let look = 1; ; look += 1) {
    try {
      return await work();
    } catch (error) {
      const underWay = error instanceof RequestProblem && error.code === 'RequestUnderWay';
      if (!underWay || look === looks) throw error;
      await setTimeout(lookEveryMs);
    }
  }
}

function whoAsks({ caller, session }: FastifyRequest): Who | null {
  if (caller === null) return null;
  const { id, name, role } = caller;
  const days = session && { since: session.since, until: session.until };
  return { name: name ?? `token ${id}`, right: role, ...(days ? { session: days } : {}) };
}

/** A form says what was wrong with what it sent; that somebody may not, and faults of ours, have a page of their own. */
function toldOf(error: unknown): { readonly status: number; readonly detail: string } | undefined {
  const { status, detail } = problemOf(error).problem;
  const elsewhere = status === 403 || status === 404 || status >= 500;
  return elsewhere ? undefined : { status, detail };
}
