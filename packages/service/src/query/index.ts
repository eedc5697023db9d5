import type { Concern } from '../app/context.ts';
import { eventsRoutes } from './events-routes.ts';
import { questionsOfMany } from './questions/of-many.ts';
import { questionsOfOne } from './questions/of-one.ts';
import { questionsOverTime } from './questions/over-time.ts';
import { routesOf } from './routes.ts';

const questions = [...questionsOfOne, ...questionsOfMany, ...questionsOverTime];

/** Answers by HTTP, the same as the command line gives. */
export const query: Concern = (context) => async (app) => {
  await app.register(routesOf(questions, context));
  await app.register(eventsRoutes(context));
};
