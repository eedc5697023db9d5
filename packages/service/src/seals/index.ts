import type { Concern } from '../context/context.ts';
import { sealRoutes } from './routes.ts';

export { doubtsBySeals } from './doubts.ts';

/** Seals of the log, and proofs by them: for who should not have to take our word. */
export const seals: Concern = (context) => async (app) => {
  await app.register(sealRoutes(context));
};
