import type { EventLog } from './log.ts';

/** How a group shares its events among its consumers. */
export type Strategy = 'DispatchToSingle' | 'RoundRobin' | 'Pinned' | 'PinnedByCorrelation';

/** The settings of a persistent subscription, under the server's own names. Times are in milliseconds. */
export interface GroupSettings {
  readonly resolveLinks: boolean;
  readonly extraStatistics: boolean;
  readonly maxRetryCount: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  /** 0 is without limit. */
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  readonly historyBufferSize: number;
  readonly messageTimeoutMs: number;
  readonly checkpointAfterMs: number;
  readonly strategy: Strategy;
}

interface SettingsFields {
  getResolveLinks(): boolean;
  getExtraStatistics(): boolean;
  getMaxRetryCount(): number;
  getMinCheckpointCount(): number;
  getMaxCheckpointCount(): number;
  getMaxSubscriberCount(): number;
  getLiveBufferSize(): number;
  getReadBatchSize(): number;
  getHistoryBufferSize(): number;
  getMessageTimeoutMs(): number;
  getCheckpointAfterMs(): number;
  getNamedConsumerStrategy(): number;
  getConsumerStrategy?(): string;
}

const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned'] as const;

export function groupSettings(fields: SettingsFields): GroupSettings {
  const named = fields.getConsumerStrategy?.();
  return {
    resolveLinks: fields.getResolveLinks(),
    extraStatistics: fields.getExtraStatistics(),
    maxRetryCount: fields.getMaxRetryCount(),
    minCheckpointCount: fields.getMinCheckpointCount(),
    maxCheckpointCount: fields.getMaxCheckpointCount(),
    maxSubscriberCount: fields.getMaxSubscriberCount(),
    liveBufferSize: fields.getLiveBufferSize(),
    readBatchSize: fields.getReadBatchSize(),
    historyBufferSize: fields.getHistoryBufferSize(),
    messageTimeoutMs: fields.getMessageTimeoutMs(),
    checkpointAfterMs: fields.getCheckpointAfterMs(),
    strategy:
      named === 'PinnedByCorrelation'
        ? named
        : (STRATEGIES[fields.getNamedConsumerStrategy()] ?? 'RoundRobin'),
  };
}

/** Where a group begins: a revision of its stream or a position of everything, and how the server tells of it. */
export interface StartFrom {
  /** The first revision, or the first position, that is delivered. */
  readonly at: number;
  readonly told: string;
}

interface StartFields {
  hasStart(): boolean;
  hasEnd(): boolean;
}

/** The largest number that fits the wire means the end. */
const END_NUMBER = '18446744073709551615';

export function streamStart(
  log: EventLog,
  stream: string,
  fields: (StartFields & { getRevision(): string }) | undefined,
  fromSettings: string,
): StartFrom {
  const end = { at: log.lastRevision(stream) + 1, told: '-1' };
  if (fields?.hasEnd() === true) return end;
  if (fields?.hasStart() === true) return { at: 0, told: '0' };
  const revision = fields?.getRevision() ?? fromSettings;
  return revision === END_NUMBER ? end : { at: Number(revision), told: revision };
}

export function allStart(
  log: EventLog,
  fields: StartFields & {
    getPosition(): { getCommitPosition(): string; getPreparePosition(): string } | undefined;
  },
): StartFrom {
  if (fields.hasStart()) return { at: 0, told: 'C:0/P:0' };
  const position = fields.getPosition();
  if (position === undefined) return { at: log.lastPosition + 1, told: 'C:-1/P:-1' };
  const commit = position.getCommitPosition();
  return { at: Number(commit), told: `C:${commit}/P:${position.getPreparePosition()}` };
}
