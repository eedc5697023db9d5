import type { Concern } from '../context/context.ts';
import { subscribeRoutes } from './routes.ts';

/** Tells subscribers what comes in, and how answers change, over server-sent events. */
export const subscribe: Concern = (context) => async (app) => {
  await app.register(subscribeRoutes(context));
};
