import type { SubscriptionInfo } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/persistentsubscriptions_pb.js';
import type { Group } from './group.ts';
import type { EventLog } from './log.ts';
import { persistent } from './protocol.ts';

/** What GetInfo and List tell about a group. Rates are not measured: they read 0. */
export function groupInfo(log: EventLog, group: Group): SubscriptionInfo {
  const { source, name, settings, start } = group.of;
  const { delivered, inFlight, again, buffered, parked, checkpoint, last } = group.stats;
  const place = (index: number): string => {
    if (source !== '$all') return String(index);
    const position = log.position(index);
    return `C:${position}/P:${position}`;
  };
  return new persistent.SubscriptionInfo()
    .setEventSource(source)
    .setGroupName(name)
    .setStatus('Live')
    .setTotalItems(String(delivered))
    .setCountSinceLastMeasurement(String(delivered))
    .setLastCheckpointedEventPosition(checkpoint === undefined ? '' : place(checkpoint))
    .setLastKnownEventPosition(last < 0 ? '' : place(last))
    .setResolveLinkTos(settings.resolveLinks)
    .setStartFrom(start.told)
    .setMessageTimeoutMilliseconds(settings.messageTimeoutMs)
    .setExtraStatistics(settings.extraStatistics)
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(settings.checkpointAfterMs)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setReadBufferCount(buffered)
    .setLiveBufferCount('0')
    .setRetryBufferCount(again)
    .setTotalInFlightMessages(inFlight)
    .setOutstandingMessagesCount(inFlight)
    .setNamedConsumerStrategy(settings.strategy)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setParkedMessageCount(String(parked))
    .setConnectionsList(
      group.consumers.map((consumer) =>
        new persistent.SubscriptionInfo.ConnectionInfo()
          .setFrom('127.0.0.1')
          .setUsername('anonymous')
          .setConnectionName(`consumer-${consumer.id}`)
          .setAvailableSlots(consumer.free),
      ),
    );
}
