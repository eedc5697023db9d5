import { hash } from 'node:crypto';
import multipart from '@fastify/multipart';
import { pages as pagesOf } from '@monitoring-timeline/pages';
import { formsOf } from '../commands/imports-routes.ts';
import { Once } from '../commands/once.ts';
import type { Concern } from '../context/context.ts';
import { nothingThere } from '../problems/index.ts';
import { groundOf } from '../query/freshness.ts';
import { moveRoutes } from './moves.ts';
import { visits } from './visit.ts';
import { whenQuiet } from './when-quiet.ts';

/** The pages for people, from the same questions and behind the same protection as the addresses below `/api`. */
export const pages: Concern = (context) => async (app) => {
  const { store, timeline } = context;
  const groundNow = groundOf(context);
  async function ground() {
    const { position, names, today } = await groundNow();
    const { id, version } = timeline.policy;
    const state = JSON.stringify([store.id, position, names, id, version, today]);
    return { state: hash('sha256', state, 'base64url'), today };
  }
  await app.register(multipart, formsOf(context.settings));
  await app.register(
    pagesOf({
      timeline,
      ground,
      whenQuiet: (work) => whenQuiet(context, work),
      nothing: nothingThere,
      visit: visits(context, new Once(context)),
    }),
  );
  await app.register(moveRoutes(context, async () => (await ground()).state));
};
