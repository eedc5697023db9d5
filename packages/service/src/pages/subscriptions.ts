import type { InterestGiven, SubscriptionsDesk, TestShown } from '@monitoring-timeline/pages';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../commands/actor.ts';
import type { ServiceContext } from '../context/context.ts';
import type { Digest } from '../digest/digest.ts';
import { digestsOf } from '../digest/index.ts';
import { nothingThere } from '../problems/index.ts';
import { interestIn, interestWords, topicsOf } from '../subscribe/interest.ts';
import type { WebhookActions } from '../webhooks/actions.ts';
import { webhookActionsOf } from '../webhooks/index.ts';
import { webhookWanted } from '../webhooks/schemas.ts';
import { given } from './given.ts';
import { ToldOnce } from './told-once.ts';

const interestShape = z.strictObject(interestWords);

/** Webhooks and digests, by the same commands as the API has. */
export function subscriptionsDesk(
  context: ServiceContext,
): (request: FastifyRequest) => SubscriptionsDesk {
  const { timeline } = context;
  const untold = new ToldOnce();

  function actions(): WebhookActions {
    const found = webhookActionsOf(context);
    if (!found) throw nothingThere();
    return found;
  }

  function digestNamed(id: string): Digest {
    const found = digestsOf(context)?.all.find((one) => one.id === id);
    if (!found) throw nothingThere();
    return found;
  }

  return (request) => {
    const whom = request.caller?.id;
    const of = (id: string) => actions().find(id);
    return {
      async check(interest: InterestGiven) {
        await interestIn('notices', given(interestShape, interest), timeline);
      },
      topics: async () =>
        topicsOf(await timeline.questions()).map(({ name, summary }) => ({ name, summary })),

      async webhooks() {
        const all = [];
        for (const one of await actions().all()) all.push(await actions().show(one));
        return all;
      },
      async make(command, wanted) {
        const asked = given(webhookWanted, wanted);
        const { id, secret } = await actions().create(asked, actorOf(request), command);
        if (secret !== null) untold.keep(whom, id, secret);
        return id;
      },
      async test(id) {
        const outcome = await actions().ping(await of(id), actorOf(request));
        untold.keep(whom, `test of ${id}`, JSON.stringify(outcome));
      },
      tested(id) {
        const outcome = untold.take(whom, `test of ${id}`);
        return outcome === undefined ? undefined : (JSON.parse(outcome) as TestShown);
      },
      async pause(id, paused) {
        await actions().change(await of(id), { paused }, actorOf(request));
      },
      async renewSecret(id) {
        const { secret } = await actions().renewSecret(await of(id), actorOf(request));
        untold.keep(whom, id, secret);
      },
      async replay(id) {
        await actions().replay(await of(id), undefined, actorOf(request));
      },
      async end(id) {
        await actions().remove(await of(id), actorOf(request));
      },
      secret: (id) => untold.take(whom, id),

      digests: async () => (await digestsOf(context)?.list()) ?? [],
      async preview(id) {
        const digest = digestNamed(id);
        const letter = await digestsOf(context)?.preview(digest);
        if (!letter) throw nothingThere();
        // the word of the link is for who gets the mail
        const text = letter.text.replaceAll(/(\/digests\/off\/)\S+/g, '$1…');
        return { subject: letter.subject, text };
      },
      async switchDigest(id, off) {
        await digestsOf(context)?.switch(digestNamed(id), off, actorOf(request));
      },
    };
  };
}
