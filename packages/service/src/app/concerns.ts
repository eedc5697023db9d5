import { commands } from '../commands/index.ts';
import type { Concern } from '../context/context.ts';
import { digest } from '../digest/index.ts';
import { documents } from '../documents/index.ts';
import { exporting } from '../export/index.ts';
import { feeds } from '../feeds/index.ts';
import { operations } from '../operations/index.ts';
import { pages } from '../pages/index.ts';
import { query } from '../query/index.ts';
import { seals } from '../seals/index.ts';
import { subscribe } from '../subscribe/index.ts';
import { webhooks } from '../webhooks/index.ts';

/** Every concern of the service, in one place. */
export const concerns: readonly Concern[] = [
  operations,
  query,
  exporting,
  seals,
  feeds,
  subscribe,
  webhooks,
  digest,
  commands,
  documents,
  pages,
];
