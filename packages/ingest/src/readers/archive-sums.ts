const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const wideLocatorSignature = 0x07064b50;
/** Where a number stands in 64 bits elsewhere. */
const elsewhere = 0xffffffff;

/**
 * The CRC-32 that an archive notes of each of its parts, by the directory at its end.
 * @throws RangeError where the directory is damaged
 */
export function notedSums(bytes: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const sums = new Map<string, number>();
  let at = view.getUint32(end + 16, true);
  if (at === elsewhere) at = wideDirectory(view, end);
  while (at + 46 <= end && view.getUint32(at, true) === entrySignature) {
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    sums.set(name, view.getUint32(at + 16, true));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sums;
}

/** The last record of the archive, before a remark of at most 65,535 bytes. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  throw new RangeError('it has no directory');
}

function wideDirectory(view: DataView, end: number): number {
  if (view.getUint32(end - 20, true) !== wideLocatorSignature) return elsewhere;
  return Number(view.getBigUint64(Number(view.getBigUint64(end - 12, true)) + 48, true));
}
