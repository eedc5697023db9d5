import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import {
  type Brief,
  type BriefCell,
  type BriefItem,
  type BriefPart,
  type BriefSource,
  type BriefTable,
  type CitedText,
  cellText,
  citedText,
  linkOf,
  sourceText,
  writable,
} from './document.ts';

/** Lengths of Word, in twentieths of a point: an A4 page, its margins, and what is left between them. */
const page = { width: 11_906, height: 16_838, margin: 794 } as const;
const inner = page.width - 2 * page.margin;
/** Half points. */
const size = { text: 17, table: 16, source: 15, heading: 21, title: 30 } as const;

const font = 'Arial';
const [itemList, innerList, sourceList] = ['items', 'inner', 'sources'] as const;

/** A brief as a document for Word: the bytes of a `.docx` file. */
export async function briefDocx(brief: Brief): Promise<Uint8Array> {
  const { title, lead, sections, sources, links = [], attribution } = brief;
  const document = new Document({
    title,
    creator: 'Monitoring timeline',
    description: lead.join(' '),
    styles: {
      default: {
        document: {
          run: { font, size: size.text, language: { value: 'en-GB' } },
          paragraph: { spacing: { after: 50 } },
        },
        title: {
          run: { font, size: size.title, bold: true },
          paragraph: { spacing: { after: 60 } },
        },
        heading1: {
          run: { font, size: size.heading, bold: true, color: '000000' },
          paragraph: { spacing: { before: 140, after: 50 }, keepNext: true },
        },
      },
    },
    numbering: {
      config: [
        bullets(itemList, '•', 260),
        bullets(innerList, '–', 520),
        {
          reference: sourceList,
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 400, hanging: 400 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: {
              top: page.margin,
              bottom: page.margin,
              left: page.margin,
              right: page.margin,
            },
          },
        },
        footers: { default: footer(attribution) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(title)] }),
          ...lead.map((one) => new Paragraph({ children: [run(one)] })),
          ...sections.flatMap(({ heading, parts }) => [
            headingOf(heading),
            ...parts.flatMap(partOf),
          ]),
          ...(sources.length === 0 ? [] : [headingOf('Sources'), ...sources.map(sourceOf)]),
          ...links.map(
            ({ text, url }) =>
              new Paragraph({
                children: [
                  new ExternalHyperlink({
                    link: url,
                    children: [run(text, { style: 'Hyperlink' })],
                  }),
                ],
              }),
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function bullets(reference: string, sign: string, left: number) {
  const style = { paragraph: { indent: { left, hanging: 260 } } };
  return {
    reference,
    levels: [
      { level: 0, format: LevelFormat.BULLET, text: sign, alignment: AlignmentType.LEFT, style },
    ],
  };
}

function footer(attribution: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        children: [
          run(`${attribution} Page `, { size: 13 }),
          new TextRun({ size: 13, children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}

function headingOf(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(text)] });
}

function partOf(part: BriefPart): readonly (Paragraph | Table)[] {
  if (part.kind === 'text') return [new Paragraph({ children: [run(part.text)] })];
  return part.kind === 'items' ? part.items.flatMap(itemOf) : tableOf(part);
}

function itemOf({ lead, texts }: BriefItem): readonly Paragraph[] {
  const [only, ...more] = texts;
  const name = run(lead, { bold: true });
  if (only && more.length === 0) return [listed(itemList, [name, run(`: ${cited(only)}`)])];
  return [
    listed(itemList, [name], true),
    ...texts.map((one) => listed(innerList, [run(cited(one))])),
  ];
}

function listed(
  reference: string,
  children: readonly ParagraphChild[],
  keepNext = false,
): Paragraph {
  return new Paragraph({
    numbering: { reference, level: 0 },
    spacing: { after: 20 },
    keepLines: true,
    keepNext,
    children: [...children],
  });
}

function cited({ text, sources }: CitedText): string {
  return [text, citedText(sources)].filter(Boolean).join(' ');
}

function tableOf({ caption, columns, rows }: BriefTable): readonly (Paragraph | Table)[] {
  const weights = columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = columns.map(({ weight }) => Math.floor((inner * weight) / weights));
  const cell = (content: string, column: number, bold = false, fill?: string) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      margins: { top: 20, bottom: 20, left: 60, right: 60 },
      ...(fill === undefined ? {} : { shading: { fill } }),
      children: [
        new Paragraph({
          spacing: { after: 0 },
          children: [run(content, { size: size.table, bold })],
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) => cell(column.head, index, true, 'EEEEEE')),
  });
  const body = rows.map(
    (cells: readonly BriefCell[]) =>
      new TableRow({
        cantSplit: true,
        children: cells.map((one, index) => cell(cellText(one), index, index === 0)),
      }),
  );
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 60, after: 40 },
      children: [run(caption, { bold: true })],
    }),
    new Table({
      width: { size: inner, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [head, ...body],
    }),
    new Paragraph({ spacing: { after: 40 }, children: [] }),
  ];
}

function sourceOf(source: BriefSource): Paragraph {
  const { url } = source;
  const link =
    url !== null && /^https?:\/\//i.test(url)
      ? [
          run(' '),
          new ExternalHyperlink({
            link: linkOf(url),
            children: [run(url, { style: 'Hyperlink', size: size.source })],
          }),
        ]
      : [];
  return listed(sourceList, [run(sourceText(source), { size: size.source }), ...link]);
}

function run(text: string, style: { bold?: boolean; size?: number; style?: string } = {}): TextRun {
  return new TextRun({ ...style, text: writable(text) });
}
