import type { ServerDuplexStream } from '@grpc/grpc-js';
import type {
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/persistentsubscriptions_pb.js';
import type { OpenCall, ServerContext } from './context.ts';
import { groupFull, groupMissing } from './errors.ts';
import type { Consumer, Delivery, Group } from './group.ts';
import { readLink } from './links.ts';
import { fillRecorded, streamName } from './messages.ts';
import { Outlet } from './outlet.ts';
import { persistent } from './protocol.ts';

type ReadCall = ServerDuplexStream<ReadReq, ReadResp>;
type ReadOptions = NonNullable<ReturnType<ReadReq['getOptions']>>;

/** What a consumer may say to an event that it does not acknowledge. */
const NACK = { unknown: 0, park: 1, retry: 2, skip: 3, stop: 4 } as const;

const { ReadEvent } = persistent.ReadResp;
let consumersSoFar = 0;

/** `PersistentSubscriptions/Read`: one consumer of a group, for as long as its call is open. */
export function handleConsumer(context: ServerContext) {
  return (call: ReadCall): void => {
    const outlet = new Outlet<ReadResp>(call);
    let group: Group | undefined;
    call.on('data', (request: ReadReq) => {
      const options = request.getOptions();
      if (options !== undefined) group = join(context, call, outlet, options);
      if (group === undefined) return;
      const ack = request.getAck();
      const nack = request.getNack();
      const ids = (ack ?? nack)?.getIdsList().map((id) => id.getString()) ?? [];
      if (ack !== undefined) group.ack(ids);
      if (nack === undefined) return;
      const action = nack.getAction();
      if (action === NACK.park) group.park(ids, nack.getReason());
      else if (action === NACK.skip) group.ack(ids);
      else if (action === NACK.stop) outlet.end();
      else group.retry(ids);
    });
    call.on('end', () => outlet.end());
  };
}

function join(
  context: ServerContext,
  call: ReadCall,
  outlet: Outlet<ReadResp>,
  options: ReadOptions,
): Group | undefined {
  const source = options.hasAll() ? '$all' : streamName(options.getStreamIdentifier());
  const name = options.getGroupName();
  const fault = context.faults.take('persistent', source);
  if (fault?.does === 'hang' || fault?.does === 'lose-reply') return undefined;
  const group = context.groups.find(source, name);
  const refused =
    fault?.does === 'refuse'
      ? fault.with
      : (context.authorise(call.metadata, source, 'leader') ??
        (group === undefined ? groupMissing(source, name) : undefined));
  if (refused !== undefined || group === undefined) {
    outlet.end(refused);
    return undefined;
  }
  const { maxSubscriberCount } = group.of.settings;
  if (maxSubscriberCount > 0 && group.consumers.length >= maxSubscriberCount) {
    outlet.end(groupFull(source, name));
    return undefined;
  }
  outlet.send(
    new persistent.ReadResp().setSubscriptionConfirmation(
      new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(`${source}::${name}`),
    ),
  );
  consumersSoFar += 1;
  const breaks = fault?.does === 'break' ? fault : undefined;
  let delivered = 0;
  const size = options.getBufferSize();
  const consumer: Consumer = {
    id: consumersSoFar,
    held: 0,
    get free() {
      return size - consumer.held;
    },
    deliver: (delivery) => {
      if (delivered === breaks?.after) {
        outlet.end(breaks.with);
        return;
      }
      delivered += 1;
      outlet.send(deliveryMessage(context, group, delivery));
    },
  };
  const open: OpenCall = {
    kind: 'persistent',
    stream: `${source}::${name}`,
    end: (refusal) => outlet.end(refusal),
  };
  context.open.add(open);
  outlet.onClose(() => {
    context.open.delete(open);
    group.leave(consumer);
  });
  const begin = (): void => {
    if (!outlet.closed) group.join(consumer);
  };
  if (fault?.does === 'slow') setTimeout(begin, fault.ms);
  else begin();
  return group;
}

function deliveryMessage(context: ServerContext, group: Group, delivery: Delivery): ReadResp {
  const event = new ReadEvent().setRetryCount(delivery.retries);
  const recorded = (record: Delivery['record']) =>
    fillRecorded(new ReadEvent.RecordedEvent(), record);
  const { link, target } =
    delivery.link === undefined
      ? readLink(context.log, delivery.record, group.of.settings.resolveLinks)
      : { link: delivery.link, target: delivery.record };
  const position = (link ?? target)?.position ?? 0;
  event.setCommitPosition(String(position));
  if (link !== undefined) event.setLink(recorded(link));
  // What is replayed was seen to carry the position of its link.
  if (target !== undefined) event.setEvent(recorded({ ...target, position }));
  return new persistent.ReadResp().setEvent(event);
}
