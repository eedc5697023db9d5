import type { Concern } from '../context/context.ts';
import { eventsRoutes } from './events-routes.ts';
import { routesOf } from './routes.ts';

/** Answers by HTTP, the same as the command line gives. */
export const query: Concern = (context) => async (app) => {
  await app.register(routesOf(await context.timeline.questions(), context));
  await app.register(eventsRoutes(context));
};
