/** Keys of one stream that lie in one block: it fits in a page with room for another. */
export const keysInBlock = 512;
const keySize = 4;
/** Keys are written so many at a time: fewer writes, and few events to be looked at for the keys that are not written yet. */
const keysAtOnce = 16;
/** Blocks that a stream may have. A place is a whole number that JavaScript and SQLite write alike: 2^32 streams of 2^30 events. */
const blocksInStream = 2 ** 21;

/** Of how many of a stream's events the keys are written. */
export function writtenOf(events: number): number {
  return events - (events % keysAtOnce);
}

/** Where the block lies in which the key of an event is kept. */
export function placeOf(stream: number, revision: number): number {
  return stream * blocksInStream + Math.floor(revision / keysInBlock);
}

/** The stream and the first revision of the block at a place. */
export function beginOf(place: number): { readonly stream: number; readonly revision: number } {
  const revision = (place % blocksInStream) * keysInBlock;
  return { stream: Math.floor(place / blocksInStream), revision };
}

/** The key of an id: FNV-1a of 32 bits, as a signed number. All of an id counts: those of one kind may share their beginning or their end. */
export function keyOf(id: string): number {
  let key = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) key = Math.imul(key ^ id.charCodeAt(at), 0x01000193);
  return key | 0;
}

/** Keys one after the other, each with its lowest byte first. */
export function writtenKeys(keys: readonly number[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(keys.length * keySize);
  for (let at = 0; at < keys.length; at += 1) bytes.writeInt32LE(keys[at]!, at * keySize);
  return bytes;
}

/** The keys of blocks that follow each other. */
export function readKeys(blocks: readonly Uint8Array[]): number[] {
  const keys: number[] = [];
  for (const { buffer, byteOffset, byteLength } of blocks) {
    const view = new DataView(buffer, byteOffset, byteLength);
    for (let at = 0; at < byteLength; at += keySize) keys.push(view.getInt32(at, true));
  }
  return keys;
}
