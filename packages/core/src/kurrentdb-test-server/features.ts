import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type { SupportedMethods } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import type { ServerContext } from './context.ts';
import { features } from './protocol.ts';
import { unaryWithFault } from './unary.ts';

const PERSISTENT = 'event_store.client.persistent_subscriptions.persistentsubscriptions';
const STREAMS = 'event_store.client.streams.streams';

/** What the server says it can do: service, methods, and what each of them knows beside its first form. */
const METHODS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    PERSISTENT,
    ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'],
    ['stream', 'all'],
  ],
  [STREAMS, ['read'], ['position', 'events']],
  [STREAMS, ['append', 'delete', 'tombstone'], []],
  [STREAMS, ['batchappend'], ['deadline_duration']],
  ['event_store.client.gossip.gossip', ['read'], []],
  ['event_store.client.server_features.serverfeatures', ['getsupportedmethods'], []],
];

/** `GetSupportedMethods`: the first call of every connection. */
export function handleFeatures(context: ServerContext) {
  return (
    call: ServerUnaryCall<unknown, SupportedMethods>,
    reply: sendUnaryData<SupportedMethods>,
  ): void => {
    unaryWithFault(context, 'features', '', call.metadata, reply, () => {
      const supported = new features.SupportedMethods().setEventStoreServerVersion(
        context.settings.version,
      );
      for (const [service, methods, known] of METHODS)
        for (const method of methods)
          supported.addMethods(
            new features.SupportedMethod()
              .setServiceName(service)
              .setMethodName(method)
              .setFeaturesList([...known]),
          );
      return supported;
    });
  };
}
