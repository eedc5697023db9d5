import type { Metadata, sendUnaryData } from '@grpc/grpc-js';
import type { ServerContext } from './context.ts';
import { Refusal } from './errors.ts';
import type { FaultPoint } from './faults.ts';

/** Answers a unary call: with what `run` gives or refuses, or with what a waiting fault makes of it. */
export function unaryWithFault<T>(
  context: ServerContext,
  at: FaultPoint,
  stream: string,
  metadata: Metadata,
  reply: sendUnaryData<T>,
  run: () => T | Refusal,
): void {
  const answer = (): void => {
    // Anybody may ask what a server can do and who its neighbours are.
    const open = at === 'features' || at === 'gossip';
    const only = at === 'persistent' ? 'leader' : undefined;
    const given = (open ? undefined : context.authorise(metadata, stream, only)) ?? run();
    if (given instanceof Refusal) reply(given.toServiceError());
    else reply(null, given);
  };
  const fault = context.faults.take(at, stream);
  if (fault === undefined) answer();
  else if (fault.does === 'slow') setTimeout(answer, fault.ms);
  else if (fault.does === 'refuse' || fault.does === 'break') reply(fault.with.toServiceError());
  else if (fault.does === 'lose-reply') {
    run();
    if (fault.ends === 'cut') context.cut();
    else if (fault.ends !== 'silence') reply(fault.ends.toServiceError());
  }
}
