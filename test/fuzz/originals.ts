import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docxOfText, odtOfText, oneFileOfPage } from '../../packages/ingest/src/testing/office.ts';
import { pdfLines, pdfOf } from '../../packages/ingest/src/testing/pdf.ts';
import { corpusFolder, haveCorpus } from '../documents/corpus.ts';
import { workbookOf } from '../support/zip.ts';
import type { Random } from './mutations.ts';
import { byteMutations, type Mutation, pdfMutations, textMutations } from './mutations.ts';

/** A sound file before anything is done to it. */
export interface Original {
  readonly name: string;
  readonly bytes: Buffer;
  /** What may be done to it: to its bytes, and to what they mean. */
  readonly mutations: Readonly<Record<string, Mutation>>;
  /** True for a text that can also be set as the pages of a PDF or of a site once it is mutated. */
  readonly letter: boolean;
}

const report = `Inspection of Sunderland local authority
children's services
Inspection dates: 6 to 10 May 2024
Lead inspector: Ann Example, His Majesty's Inspector
Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood
The experiences and progress of children who need help and protection\tRequires improvement to be good
The experiences and progress of children in care\tGood
The experiences and progress of care leavers\tOutstanding
Overall effectiveness\tGood
Children are seen often and their workers know what they hope for.
What needs to improve:
- The quality of supervision, which is not regular for 12 of 40 workers.
- How quickly assessments are finished: 82% were in time in 2023.
The last inspection was in June 2018, when the local authority was judged to be inadequate.
The director of children's services has been in post since March 2021.`;

const letter = `Ofsted
12 May 2021
Ada Quill
Interim Director of Children's Services
Civic Centre
Dear Ms Quill
Monitoring visit to Torbay children's services
This letter gives the findings of the monitoring visit to Torbay children's services on 20 and 21 April 2021.
The inspectors were Bo Tern and Cy Wren, HMI.
The visit was the third since the local authority was judged to be inadequate overall at the inspection published in June 2018.
The local authority is making steady progress in this work.
Too few return home interviews are held: 41 of 96 in the quarter to March 2021.
Yours sincerely
Bo Tern
Her Majesty's Inspector`;

const paper = `Cabinet
Date of Meeting: 14 January 2020
Report Title: Outcome of the Durham Inspection of Local Authority Children's Services (ILACS)
1. Report Summary
1.1 This tells Cabinet of the Ofsted standard inspection of Durham, carried out between the 11th to the 29th November 2019, the report being published by Ofsted on 9th January.
Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood
Overall effectiveness\tRequires improvement to be good`;

const page = `<!doctype html>
<html><head><title>Focused visit</title><script>document.write('no')</script></head>
<body><p>Ofsted</p>
<p>4 March 2022</p>
<p>Dear Mr Finch</p>
<h1>Focused visit to Kent children&rsquo;s services</h1>
<p>This letter summarises the findings of the focused visit to Kent children&rsquo;s services on 8 and 9 February 2022.</p>
<table><tr><td>Inspector</td><td>Bo Tern</td></tr></table>
<ul><li>Supervision is regular.</li><li>Plans are clear &amp; short.</li></ul>
<!-- a remark --><p class="a>b">Yours sincerely<br>Bo Tern</p></body></html>`;

const posts = `authority,role,in_post_since,report_published
Norfolk,dcs,2017-10,2018-01-19
Kent,dcs,2016-10,2018-01-19
"Bristol, City of",dcs,2015-10,2018-01-19
Nowhere,dcs,2015-10,2018-01-19`;

const inspections = `authority,framework,inspection_kind,start_date,end_date,published_date,overall,leadership,help_and_protection,children_in_care,care_leavers,lead_inspector,report_url,sources
Sunderland,ILACS,ilacs_short,2024-05-06,2024-05-10,2024-06-21,good,good,good,good,outstanding,Ann Example,https://example.org/report,report_pdf
Kent,ILACS,ilacs_standard,2022-05-09,2022-05-20,2022-07-08,outstanding,good,outstanding,good,good,Bo Tern,https://example.org/kent,report_pdf`;

const events = readFileSync(join(import.meta.dirname, '../../data/inspections.jsonl'), 'utf8')
  .split('\n')
  .slice(0, 25)
  .join('\n');

const grades = ['Good', 'Good', 'Requires improvement to be good', 'Good', ''];
const release = workbookOf([
  [
    'Cover',
    [
      ['Local authority inspection outcomes as at 31 March 2024'],
      ['Published on:', '@2024-08-30'],
      [
        'Period covered:',
        'Inspections as at 31 March 2024, with a report published by 30 June 2024',
      ],
    ],
  ],
  [
    'Inspections',
    [
      [
        'Web link',
        'Local authority name',
        'Ofsted region',
        'Inspection date',
        'Overall effectiveness',
        'Impact of leaders',
        'Experiences and progress of children who need help and protection',
        'Experiences and progress of children in care',
        'Experiences and progress of care leavers',
      ],
      ['Link', 'Kent', 'South East', '@2022-05-09', ...grades],
      ['Link', 'Norfolk', 'East of England', '@2022-11-14', ...grades],
    ],
  ],
]);

/** A mail with a letter attached as a Word document. */
const mail = `From: Ann <ann@council.example>
Date: Thu, 14 Mar 2024 10:00:00 +0000
Subject: A letter
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

As promised.
--b
Content-Type: application/octet-stream
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="letter.docx"

${Buffer.from(docxOfText(letter))
  .toString('base64')
  .replace(/(.{76})/g, '$1\n')}
--b--
`;

/** A Word document or an OpenDocument text from the lines of a letter. */
export function asWord(text: string): Buffer {
  return Buffer.from(docxOfText(text));
}
export function asOdt(text: string): Buffer {
  return Buffer.from(odtOfText(text));
}

/** The pages of a PDF from the lines of a letter, thirty a page, with the cells of a line apart. */
export function asPdf(text: string): Buffer {
  const lines = text.split('\n').map((line) => line.slice(0, 2000).replaceAll('\t', ' | '));
  const pages: string[][] = [];
  for (let at = 0; at < lines.length; at += 30) pages.push(lines.slice(at, at + 30));
  return Buffer.from(pdfOf(pages.map((of) => pdfLines(of))));
}

/** A page of HTML from the lines of a letter, taken as they are. */
export function asHtml(text: string): Buffer {
  const body = text.split('\n').map((line) => `<p>${line.replaceAll('\t', '</p><td>')}</p>`);
  return Buffer.from(`<!doctype html><html><body>${body.join('\n')}</body></html>`);
}

/** The same page as a browser saves it in one file. */
export function asOneFile(text: string): Buffer {
  return Buffer.from(oneFileOfPage(asHtml(text).toString('utf8'), 'base64'));
}

const onText = { ...byteMutations, ...textMutations };
const onPdf = { ...byteMutations, ...pdfMutations };

function original(name: string, content: string | Uint8Array, mutations = onText): Original {
  const letter = name.endsWith('.txt');
  return { name, bytes: Buffer.from(content as string), mutations, letter };
}

/** Small files of our own, one at least of every format that is read. */
export const ownOriginals: readonly Original[] = [
  original('report.txt', report),
  original('letter.txt', letter),
  original('paper.txt', paper),
  original('page.html', page),
  original('posts.csv', posts),
  original('inspections.csv', inspections),
  original('events.jsonl', events),
  original('release.ods', release, byteMutations),
  original('letter.docx', docxOfText(letter), byteMutations),
  original('report.odt', odtOfText(report), byteMutations),
  original('mail.eml', mail),
  original('page.mhtml', oneFileOfPage(page, 'quoted-printable')),
  original('2024-06-21_report.pdf', asPdf(report), onPdf),
  original('2021-05-12_letter.pdf', asPdf(letter), onPdf),
];

/** Whether real reports stand beside the repository, and what is said where they do not. */
export const realReports = haveCorpus
  ? 'real reports among them'
  : 'without real reports: ../shared/reports is not here';

/** The names of some real reports, the same ones for the same random numbers; none where there are none. */
export function realOriginals(count: number, random: Random): readonly Original[] {
  if (!haveCorpus) return [];
  const folders = readdirSync(corpusFolder, { withFileTypes: true });
  const files = folders
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(corpusFolder, name))
        .filter((file) => file.endsWith('.pdf'))
        .map((file) => join(corpusFolder, name, file)),
    )
    .sort();
  return Array.from({ length: count }, () => {
    const file = files[Math.floor(random() * files.length)] as string;
    return original('2020-01-01_real.pdf', readFileSync(file), onPdf);
  });
}
