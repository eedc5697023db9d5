import {
  type Brief,
  type BriefItem,
  type BriefPart,
  type BriefTable,
  cellText,
  citedText,
  linkOf,
  sourceText,
  writable,
} from './document.ts';

/** A brief as Markdown. */
export function briefMarkdown({
  title,
  lead,
  sections,
  sources,
  links = [],
  attribution,
}: Brief): string {
  const blocks = [
    `# ${escaped(title)}`,
    ...lead.map(escaped),
    ...sections.flatMap(({ heading, parts }) => [`## ${escaped(heading)}`, ...parts.map(partText)]),
    ...(sources.length === 0
      ? []
      : [
          '## Sources',
          sources
            .map((one) => `${one.number}. ${escaped(sourceText(one))}${linked(one.url)}`)
            .join('\n'),
        ]),
    ...links.map(({ text, url }) => `${escaped(text)}:${linked(url)}`),
    `*${escaped(attribution)}*`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function partText(part: BriefPart): string {
  if (part.kind === 'text') return escaped(part.text);
  return part.kind === 'items' ? part.items.map(itemText).join('\n') : tableText(part);
}

function itemText({ lead, texts }: BriefItem): string {
  const [only, ...more] = texts.map(({ text, sources }) =>
    escaped([text, citedText(sources)].filter(Boolean).join(' ')),
  );
  if (more.length === 0) return `- **${escaped(lead)}**: ${only ?? ''}`;
  return [`- **${escaped(lead)}**`, ...[only, ...more].map((one) => `  - ${one}`)].join('\n');
}

function tableText({ caption, columns, rows }: BriefTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `${escaped(caption)}:`,
    '',
    line(columns.map(({ head }) => escaped(head))),
    line(columns.map(() => '---')),
    ...rows.map((cells) => line(cells.map((cell) => escaped(cellText(cell))))),
  ].join('\n');
}

function linked(url: string | null): string {
  return url === null ? '' : ` <${linkOf(url)}>`;
}

/** What would mean something in Markdown means itself, and no line begins anew. */
function escaped(text: string): string {
  return writable(text)
    .replaceAll(/[\\`*_[\]<>|#~]/g, '\\$&')
    .replaceAll(/\s+/g, ' ');
}
