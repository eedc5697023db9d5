import type { ReaderPool } from '../reading/pool.ts';
import { catalog, rawPdf } from './raw-pdf.ts';

/** Where the pixels of a PNG of ours lie: behind its signature and its head, in one piece. */
const pixelsFrom = 41;

/** In points. */
const a4 = { width: 595, height: 842 };

/** A PDF whose pages are pictures (PNG of ours), each as large as A4 unless it is told: what a scanner makes. */
export function pdfOfPictures(pictures: readonly Uint8Array[], points = a4): Uint8Array {
  const kids = pictures.map((_, index) => `${3 + 3 * index} 0 R`).join(' ');
  const objects: Parameters<typeof rawPdf>[0][number][] = [
    catalog,
    `<< /Type /Pages /Count ${pictures.length} /Kids [${kids}] >>`,
  ];
  for (const [index, picture] of pictures.entries()) {
    const png = Buffer.from(picture);
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const number = 3 + 3 * index;
    const pixels = png.subarray(pixelsFrom, pixelsFrom + png.readUInt32BE(pixelsFrom - 8));
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${points.width} ${points.height}] /Resources << /XObject << /I ${number + 1} 0 R >> >> /Contents ${number + 2} 0 R >>`,
      {
        head: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns ${width} >>`,
        stream: pixels,
      },
      { head: '', stream: Buffer.from(`q ${points.width} 0 0 ${points.height} 0 0 cm /I Do Q`) },
    );
  }
  return rawPdf(objects);
}

/** The same pages as pictures, of that size in points: nothing of their text can be read but by looking at them. */
export async function asPictures(
  path: string,
  count: number,
  pool: ReaderPool,
  scale = 3,
  points = a4,
) {
  const pictures: Uint8Array[] = [];
  for (let page = 1; page <= count; page += 1) {
    const order = { page, scale, marked: [], part: 'page', pixels: 16_000_000 } as const;
    pictures.push((await pool.pictureOf(path, order)).png);
  }
  return pdfOfPictures(pictures, points);
}
