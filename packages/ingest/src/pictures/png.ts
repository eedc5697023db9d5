import { crc32, deflateSync } from 'node:zlib';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/**
 * A picture as PNG (W3C Portable Network Graphics, third edition): 8 bits each of red, green and blue. `pixels` are rows from the top,
 * each pixel four bytes in the order blue, green, red and one that is left out.
 */
export function pngOf(width: number, height: number, pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const row = width * 3 + 1;
  const filtered = Buffer.alloc(row * height);
  let from = 0;
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    // each row as it differs from the one above (filter 2): most of a page of text is white above white
    filtered[to] = y === 0 ? 0 : 2;
    to += 1;
    for (let x = 0; x < width; x += 1, from += 4, to += 3) {
      for (let part = 0; part < 3; part += 1) {
        const at = from + 2 - part;
        const above = y === 0 ? 0 : (pixels[at - width * 4] ?? 0);
        filtered[to + part] = (pixels[at] ?? 0) - above;
      }
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(filtered, { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ];
  return new Uint8Array(Buffer.concat(parts));
}
