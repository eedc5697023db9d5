/** A run of text and where it stands on its page, in points from the lower left corner. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (mark) => `\\${mark}`);
}

/**
 * The bytes of a small PDF with the given runs of text on its pages. `trailer` is put into its trailer, for instance to
 * claim that it is encrypted.
 */
export function pdfOf(pages: readonly (readonly PdfText[])[], trailer = ''): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const font = add(
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  );
  const kids: number[] = [];
  for (const runs of pages) {
    const content = runs
      .map(
        ({ text, x, y, size = 12 }) =>
          `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`,
      )
      .join('\n');
    const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${stream} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
      ),
    );
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(body);
}

const top = 742;
const step = 14.5;

/** Lines of text from the top of a page down, one run each; `|` parts two columns. */
export function pdfLines(lines: readonly string[]): readonly PdfText[] {
  return lines.flatMap((line, index) =>
    line.split('|').map((text, column) => ({
      text: text.trim(),
      x: 70 + column * 270,
      y: top - index * step,
    })),
  );
}
