import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type {
  CreateReq,
  CreateResp,
  DeleteReq,
  DeleteResp,
  GetInfoReq,
  GetInfoResp,
  ListReq,
  ListResp,
  ReplayParkedReq,
  ReplayParkedResp,
  UpdateReq,
  UpdateResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/persistentsubscriptions_pb.js';
import type { ServerContext } from './context.ts';
import { groupDropped, groupExists, groupMissing, type Refusal } from './errors.ts';
import { filterOf } from './filter.ts';
import type { Group, GroupOf } from './group.ts';
import { groupInfo } from './group-info.ts';
import { allStart, groupSettings, type StartFrom, streamStart } from './group-settings.ts';
import type { EventLog } from './log.ts';
import { streamName } from './messages.ts';
import { persistent } from './protocol.ts';
import { unaryWithFault } from './unary.ts';

type CreateOptions = NonNullable<ReturnType<CreateReq['getOptions']>>;
type UpdateOptions = NonNullable<ReturnType<UpdateReq['getOptions']>>;

function sourceOf(options: CreateOptions | UpdateOptions): string {
  if (options.hasAll()) return '$all';
  return streamName(options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier());
}

function startOf(log: EventLog, options: CreateOptions | UpdateOptions, source: string): StartFrom {
  const all = options.getAll();
  if (all !== undefined) return allStart(log, all);
  return streamStart(log, source, options.getStream(), options.getSettings()?.getRevision() ?? '0');
}

/** The calls about groups, apart from following one. */
export function groupHandlers(context: ServerContext) {
  const { log, groups } = context;
  const unary = <Request, Response>(
    run: (request: Request) => readonly [stream: string, () => Response | Refusal],
  ) => {
    return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): void => {
      const [stream, answer] = run(call.request);
      unaryWithFault(context, 'persistent', stream, call.metadata, reply, answer);
    };
  };
  const named = <T>(source: string, name: string, run: (group: Group) => T) =>
    [
      source,
      () => {
        const group = groups.find(source, name);
        return group === undefined ? groupMissing(source, name) : run(group);
      },
    ] as const;

  return {
    create: unary<CreateReq, CreateResp>((request) => {
      const options = request.getOptions() ?? new persistent.CreateReq.Options();
      const source = sourceOf(options);
      const name = options.getGroupName();
      return [
        source,
        () => {
          if (groups.find(source, name) !== undefined) return groupExists(source, name);
          const of: GroupOf = {
            source,
            name,
            settings: groupSettings(options.getSettings() ?? new persistent.CreateReq.Settings()),
            start: startOf(log, options, source),
            passes: filterOf(options.getAll()?.getFilter()),
          };
          groups.put(of);
          return new persistent.CreateResp();
        },
      ];
    }),
    update: unary<UpdateReq, UpdateResp>((request) => {
      const options = request.getOptions() ?? new persistent.UpdateReq.Options();
      const source = sourceOf(options);
      const name = options.getGroupName();
      return named(source, name, ({ of }) => {
        context.endConsumers(source, name, groupDropped(source, name));
        groups.put({
          source,
          name,
          settings: groupSettings(options.getSettings() ?? new persistent.UpdateReq.Settings()),
          start: startOf(log, options, source),
          passes: of.passes,
        });
        return new persistent.UpdateResp();
      });
    }),
    delete: unary<DeleteReq, DeleteResp>((request) => {
      const options = request.getOptions() ?? new persistent.DeleteReq.Options();
      const source = options.hasAll() ? '$all' : streamName(options.getStreamIdentifier());
      const name = options.getGroupName();
      return named(source, name, () => {
        context.endConsumers(source, name, groupDropped(source, name));
        groups.remove(source, name);
        return new persistent.DeleteResp();
      });
    }),
    getInfo: unary<GetInfoReq, GetInfoResp>((request) => {
      const options = request.getOptions() ?? new persistent.GetInfoReq.Options();
      const source = options.hasAll() ? '$all' : streamName(options.getStreamIdentifier());
      return named(source, options.getGroupName(), (group) =>
        new persistent.GetInfoResp().setSubscriptionInfo(groupInfo(log, group)),
      );
    }),
    list: unary<ListReq, ListResp>((request) => {
      const wanted = request.getOptions()?.getListForStream();
      const source = wanted?.hasAll() === true ? '$all' : streamName(wanted?.getStream());
      return [
        source,
        () => {
          const found = groups.list(wanted === undefined ? undefined : source);
          return new persistent.ListResp().setSubscriptionsList(
            found.map((group) => groupInfo(log, group)),
          );
        },
      ];
    }),
    replayParked: unary<ReplayParkedReq, ReplayParkedResp>((request) => {
      const options = request.getOptions() ?? new persistent.ReplayParkedReq.Options();
      const source = options.hasAll() ? '$all' : streamName(options.getStreamIdentifier());
      return named(source, options.getGroupName(), (group) => {
        group.replayParked(options.hasStopAt() ? Number(options.getStopAt()) : undefined);
        return new persistent.ReplayParkedResp();
      });
    }),
  };
}
