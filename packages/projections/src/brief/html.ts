import { hash } from 'node:crypto';
import {
  type Brief,
  type BriefCell,
  type BriefItem,
  type BriefPart,
  type BriefTable,
  type CitedText,
  sourceText,
  writable,
} from './document.ts';

/** For the eye and for paper: two pages for twelve authorities. */
const style = `
:root { color: #111; background: #fff; font: 100%/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; }
body { max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 1.2rem 0 .3rem; border-bottom: 1px solid #666; }
p { margin: .3rem 0; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
ol { margin: .3rem 0; padding-left: 2rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding: .2rem 0; }
th, td { border: 1px solid #767676; padding: .2rem .35rem; text-align: left; vertical-align: top; }
thead th { background: #eee; }
tbody th { font-weight: bold; }
.mark { white-space: nowrap; letter-spacing: .05em; }
.scroll { overflow-x: auto; }
a { color: #0b3d91; }
footer { margin-top: 1rem; font-size: .85rem; }
@media print {
  @page { size: A4; margin: 11mm; }
  :root { font-size: 8.5pt; line-height: 1.25; }
  body { max-width: none; padding: 0; }
  h1 { font-size: 14pt; }
  h2 { font-size: 10pt; margin: 5pt 0 2pt; break-after: avoid; }
  p, ul, ol, table { margin: 2pt 0; }
  table { font-size: 8pt; }
  th, td { padding: 1pt 2pt; }
  .mark { letter-spacing: 0; }
  ol, footer { font-size: 7.5pt; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
`;

/** The source of its style for a Content-Security-Policy that lets nothing else in. */
export const briefStyle: string = `'sha256-${hash('sha256', style, 'base64')}'`;

/** A brief as one HTML page that needs nothing else: readable by ear, on a phone and on paper. */
export function briefHtml({
  title,
  lead,
  sections,
  sources,
  links = [],
  attribution,
}: Brief): string {
  const listed = sources.map(
    (one) =>
      `<li id="source-${one.number}" value="${one.number}">${escaped(sourceText(one))}${linkTo(one.url)}</li>`,
  );
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${lead.map((one) => `<p>${escaped(one)}</p>`).join('\n')}
${sections
  .map(
    ({ heading, parts }) =>
      `<section>\n<h2>${escaped(heading)}</h2>\n${parts.map(partHtml).join('\n')}\n</section>`,
  )
  .join('\n')}
${listed.length === 0 ? '' : `<section>\n<h2>Sources</h2>\n<ol>\n${listed.join('\n')}\n</ol>\n</section>`}
${links.map(({ text, url }) => `<p>${anchor(url, text)}</p>`).join('\n')}
</main>
<footer><p>${escaped(attribution)}</p></footer>
</body>
</html>
`;
}

function partHtml(part: BriefPart): string {
  if (part.kind === 'text') return `<p>${escaped(part.text)}</p>`;
  if (part.kind === 'table') return tableHtml(part);
  return `<ul>\n${part.items.map(itemHtml).join('\n')}\n</ul>`;
}

function itemHtml({ lead, texts }: BriefItem): string {
  const [only, ...more] = texts;
  const name = `<strong>${escaped(lead)}</strong>`;
  if (only && more.length === 0) return `<li>${name}: ${cited(only)}</li>`;
  return `<li>${name}<ul>${texts.map((one) => `<li>${cited(one)}</li>`).join('')}</ul></li>`;
}

function cited({ text, sources }: CitedText): string {
  return `${escaped(text)}${links(sources)}`;
}

function tableHtml({ caption, columns, rows }: BriefTable): string {
  const heads = columns.map(({ head }) => `<th scope="col">${escaped(head)}</th>`).join('');
  const body = rows.map(
    ([first, ...others]) =>
      `<tr>${first ? `<th scope="row">${cellHtml(first)}</th>` : ''}${others.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll" role="region" aria-label="${escaped(caption)}" tabindex="0"><table>
<caption>${escaped(caption)}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function cellHtml({ text, mark, sources = [] }: BriefCell): string {
  const sign =
    mark === undefined ? '' : `<span class="mark" aria-hidden="true">${escaped(mark)}</span> `;
  return `${sign}${escaped(text)}${links(sources)}`;
}

function links(numbers: readonly number[]): string {
  if (numbers.length === 0) return '';
  const each = numbers.map((n) => `<a href="#source-${n}" aria-label="source ${n}">${n}</a>`);
  return ` [${each.join(', ')}]`;
}

function linkTo(url: string | null): string {
  if (url === null || !/^https?:\/\//i.test(url)) return '';
  return ` ${anchor(url, url)}`;
}

function anchor(url: string, text: string): string {
  return `<a href="${escaped(url)}">${escaped(text)}</a>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return writable(text).replaceAll(/[&<>"']/g, (sign) => entities[sign]!);
}
