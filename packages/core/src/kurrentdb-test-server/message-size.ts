/**
 * Messages beyond the server's limit. grpc-js would refuse them in its own words; the recorded server has
 * others, so its deserialiser only notes them and the handlers refuse.
 */
const oversized = new WeakSet<object>();

/** Wraps a deserialiser so that messages above a limit of bytes are known. */
export function noting<T extends object>(
  deserialise: (bytes: Buffer) => T,
  limit: number,
): (bytes: Buffer) => T {
  return (bytes) => {
    const message = deserialise(bytes);
    if (bytes.length > limit) oversized.add(message);
    return message;
  };
}

export const isTooLarge = (message: object): boolean => oversized.has(message);
