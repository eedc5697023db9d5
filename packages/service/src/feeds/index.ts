import type { Concern } from '../context/context.ts';
import { atomRoutes } from './atom-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';

/** What programs of others subscribe to: calendars of deadlines, and notices as a feed. */
export const feeds: Concern = (context) => async (app) => {
  await app.register(calendarRoutes(context));
  await app.register(atomRoutes(context));
};
