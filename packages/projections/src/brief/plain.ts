import {
  type Brief,
  type BriefPart,
  cellText,
  citedText,
  sourceText,
  writable,
} from './document.ts';

/** A brief as plain text, for mail: what is a table elsewhere is a line for each row. */
export function briefPlain({
  title,
  lead,
  sections,
  sources,
  links = [],
  attribution,
}: Brief): string {
  const blocks = [
    title,
    lead.join('\n'),
    ...sections.flatMap(({ heading, parts }) => [
      `${heading}\n${'-'.repeat(heading.length)}`,
      ...parts.map(partText),
    ]),
    ...(sources.length === 0
      ? []
      : [
          'Sources\n-------',
          sources
            .map(
              (one) => `[${one.number}] ${sourceText(one)}${one.url === null ? '' : ` ${one.url}`}`,
            )
            .join('\n'),
        ]),
    ...links.map(({ text, url }) => `${text}:\n${url}`),
    attribution,
  ];
  return writable(`${blocks.join('\n\n')}\n`);
}

function partText(part: BriefPart): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'table') {
    const rows = part.rows.map((cells) => `- ${cells.map(cellText).join('; ')}`);
    return [`${part.caption}:`, ...rows].join('\n');
  }
  return part.items
    .flatMap(({ lead, texts }) => [
      `* ${lead}`,
      ...texts.map(
        ({ text, sources }) => `  ${[text, citedText(sources)].filter(Boolean).join(' ')}`,
      ),
    ])
    .join('\n');
}
