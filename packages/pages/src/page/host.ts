import type { Timeline } from '@monitoring-timeline/projections';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Visit } from '../visit/visit.ts';

/** What pages are made from: whoever mounts them gives it. Pages ask questions as any other caller does. */
export interface PagesHost {
  /** Answers the questions that pages ask. */
  readonly timeline: Pick<Timeline, 'ask' | 'coordinates' | 'directory' | 'policy' | 'recordTo'>;
  /** What answers rest on at this moment beside the question: while `state` stays, so does every page. */
  ground(): Promise<Ground>;
  /**
   * Has work done, in turns with everything else, whenever what pages rest on has changed and nothing more has come in for a while;
   * and once at the beginning.
   */
  whenQuiet(work: () => Promise<void>): void;
  /** The error that is answered where there is nothing at an address. */
  nothing(): Error;
  /** Who asks, and what is done for them. */
  visit(request: FastifyRequest, reply: FastifyReply): Visit;
}

export interface Ground {
  readonly state: string;
  /** Today in London, ISO. */
  readonly today: string;
}
