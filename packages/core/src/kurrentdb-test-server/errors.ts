import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

/** A call that the server refuses: its gRPC status, its text, and the trailers by which the client tells it. */
export class Refusal extends Error {
  /** Code of the gRPC status. */
  readonly status: number;
  /** Trailers, of which `exception` names the error to the client. */
  readonly trailers: Readonly<Record<string, string>>;

  constructor(code: number, text: string, trailers: Readonly<Record<string, string>> = {}) {
    super(text);
    this.name = 'Refusal';
    this.status = code;
    this.trailers = trailers;
  }

  /** As grpc-js wants it. */
  toServiceError(): ServiceError {
    const metadata = new Metadata();
    for (const [key, value] of Object.entries(this.trailers)) metadata.set(key, value);
    return Object.assign(new Error(this.message), {
      code: this.status,
      details: this.message,
      metadata,
    });
  }
}

/** What an exception inside the server looks like from outside. */
export const handlerThrew = (): Refusal =>
  new Refusal(status.UNKNOWN, 'Exception was thrown by handler.');

/** The stream was tombstoned: it takes nothing any more. */
export const streamDeleted = (stream: string): Refusal =>
  new Refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** Delete and tombstone name the three words by their negative numbers. */
export const deleteConflict = (stream: string, expected: number, actual: number): Refusal =>
  new Refusal(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

/** An append has more bytes than the server takes. */
export const appendTooLarge = (limit: number): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

/** A message has more bytes than the server takes, whatever is in it. */
export const messageTooLarge = (): Refusal =>
  new Refusal(
    status.RESOURCE_EXHAUSTED,
    'Received message exceeds the maximum configured message size.',
  );

/** The server drops a live subscriber that does not keep reading. */
export const consumerTooSlow = (): Refusal =>
  new Refusal(
    status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
  );

/** A node of a cluster that is not its leader names the one that is. */
export const notLeader = (host: string, port: number): Refusal =>
  new Refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

/** A node that knows no leader serves nobody. */
export const serverNotReady = (): Refusal => new Refusal(status.UNAVAILABLE, 'Server Is Not Ready');

/** Wrong or expired credentials. */
export const unauthenticated = (): Refusal =>
  new Refusal(status.UNAUTHENTICATED, 'Unauthenticated');

/** Good credentials, or none, that may not do this. */
export const accessDenied = (): Refusal =>
  new Refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

const group = (stream: string, name: string): Readonly<Record<string, string>> => ({
  'stream-name': stream,
  'group-name': name,
});

/** A group of that name is there already. */
export const groupExists = (stream: string, name: string): Refusal =>
  new Refusal(status.ALREADY_EXISTS, `Subscription group ${name} on stream ${stream} exists.`, {
    exception: 'persistent-subscription-exists',
    ...group(stream, name),
  });

/** There is no group of that name. */
export const groupMissing = (stream: string, name: string): Refusal =>
  new Refusal(status.NOT_FOUND, `Subscription group ${name} on stream ${stream} does not exist.`, {
    exception: 'persistent-subscription-does-not-exist',
    ...group(stream, name),
  });

/** The group was removed under its subscriber. */
export const groupDropped = (stream: string, name: string): Refusal =>
  new Refusal(status.CANCELLED, `Subscription group ${name} on stream ${stream} was dropped.`, {
    exception: 'persistent-subscription-dropped',
    ...group(stream, name),
  });

/** The group takes no further subscriber. */
export const groupFull = (stream: string, name: string): Refusal =>
  new Refusal(
    status.FAILED_PRECONDITION,
    `Maximum subscriptions reached for subscription group ${name} on stream ${stream}.`,
    { exception: 'maximum-subscribers-reached', ...group(stream, name) },
  );
