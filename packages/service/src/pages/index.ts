import { hash } from 'node:crypto';
import { pages as pagesOf } from '@monitoring-timeline/pages';
import { Once } from '../commands/once.ts';
import type { Concern } from '../context/context.ts';
import { nothingThere } from '../problems/index.ts';
import { groundOf } from '../query/freshness.ts';
import { visits } from './visit.ts';

/** The pages for people, from the same questions and behind the same protection as the addresses below `/api`. */
export const pages: Concern = (context) => async (app) => {
  const { store, timeline } = context;
  const groundNow = groundOf(context);
  await app.register(
    pagesOf({
      timeline,
      async ground() {
        const { position, names, today } = await groundNow();
        const { id, version } = timeline.policy;
        const state = JSON.stringify([store.id, position, names, id, version]);
        return { state: hash('sha256', state, 'base64url'), today };
      },
      nothing: nothingThere,
      visit: visits(context, new Once(context)),
    }),
  );
};
