/** What one file of the record holds. */
export interface FileCount {
  readonly file: string;
  readonly lines: number;
}

const about: Readonly<Record<string, string>> = {
  'authorities.jsonl':
    'authorities with their identifiers, regions, names, recodings and abolitions',
  'inspections.jsonl': 'graded inspections and their reports, August 2009 to 20 August 2026',
  'releases-2023.jsonl': 'official statistics as at 31 March 2023, published 6 July 2023',
  'releases-2024.jsonl': 'official statistics as at 31 March 2024, published 30 August 2024',
  'releases-2025.jsonl': 'official statistics as at 31 March 2025, published 25 September 2025',
  'visits.jsonl':
    'focused and monitoring visits, joint targeted area inspections, and their letters',
  'area-send.jsonl':
    'area SEND inspections 2023 to 2025; they never set an authority\u2019s standing',
  'leadership.jsonl':
    'who was written to, and since when a post was held, as printed in letters and reports (secondary)',
  'pages.jsonl':
    'visits, changes of post and interventions told of by pages of councils, government and press',
  'coverage.jsonl': 'which activity the record holds completely, from when to when',
  'improvement-notices.jsonl': 'starts and ends of improvement notices told of outside the tables',
  'joint-inspections.jsonl':
    'letters on joint inspections that name areas for priority action, which the table does not say',
  'people.jsonl': 'names of people in public office, by the ids that events hold',
};

/** The text of `data/README.md`. */
export function readme(
  counts: readonly FileCount[],
  events: number,
  seeds: readonly FileCount[],
): string {
  const ofSeeds = seeds.reduce((sum, { lines }) => sum + lines, 0);
  const rows = counts.map(({ file, lines }) => `| \`${file}\` | ${lines} | ${about[file] ?? ''} |`);
  return `# The shipped record

What is publicly on record of the inspection of local authority children\u2019s services in England, as facts in the event
format of this project: one event a line, each with its source. It reaches to 20 August 2026; \`coverage.jsonl\` says how far each
kind of activity is complete. ${events + ofSeeds} events of 158 authorities (153 present, 5 abolished).

| file | lines | holds |
|---|---|---|
${rows.join('\n')}
| \`seeds/\` | ${ofSeeds} | facts of five documents read closely, each with its place in the document |

\`timeline import data\` takes all of it into a store; doing it again adds nothing.

## How it is made

\`npm run record -- --from FOLDER\` reads the compiled tables and the release tables of a folder with the readers of
\`packages/ingest\`, the same that \`timeline import\` uses, and writes these files. The same tables give the same bytes. An event\u2019s id
follows from its type, authority, source and content, so a fact that did not change keeps its id.

The files are what the sources say, not what is concluded from them: where two sources differ both are here, and the
precedence is decided when the record is read. Where a table restates the grade "adequate", which the single inspection framework
abolished, the grade is \`adequate\` and the table\u2019s word stands beside it.

## Whose it is

Contains public sector information licensed under the Open Government Licence v3.0. Inspection outcomes and statistics: Ofsted, Crown
copyright. Identifiers: Department for Education and Ofsted. Area codes: Source: Office for National Statistics licensed under the Open
Government Licence v3.0.

This is not a product of Ofsted, not official statistics. Grades, dates and names are facts as published; mistakes in them, or
in reading them, are repaired by a correction event, never by a change in these files.
`;
}
