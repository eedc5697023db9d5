import { type AuthorityKey, england } from '@monitoring-timeline/core';
import type { Deciding } from '@monitoring-timeline/ingest';
import { londonToday } from '@monitoring-timeline/projections';
import type { FastifyRequest } from 'fastify';
import type { ServiceContext } from '../context/context.ts';
import { actorOf } from './actor.ts';

/** Who writes, when, and where to: as the command line says it of the user of a machine. */
export function writingOf(
  { store, clock, timeline, people }: ServiceContext,
  request: Pick<FastifyRequest, 'caller'>,
): Deciding {
  const now = new Date(clock.now());
  const { directory } = timeline;
  return { store, actor: actorOf(request), now, today: londonToday(now), directory, people };
}

/** Key of the authority to which a search is narrowed. @throws UnknownAuthority, AmbiguousAuthority */
export function keyGiven(
  { timeline: { directory } }: ServiceContext,
  authority: string | undefined,
): AuthorityKey | undefined {
  if (authority === undefined) return undefined;
  return authority.trim().toLowerCase() === england ? england : directory.resolve(authority).key;
}
