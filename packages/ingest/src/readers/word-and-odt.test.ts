import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { linesOfDocument } from '../documents/model.ts';
import { inFolder, readText } from '../testing/files.ts';
import { docxOf, docxOfText, odtOf, odtOfText } from '../testing/office.ts';
import { readDocx } from './docx.ts';
import { formatOf } from './format.ts';
import { defaultLimits } from './limits.ts';
import { readOdt } from './odt.ts';

type Reader = typeof readDocx;

async function shown(reader: Reader, content: Uint8Array, limits = {}): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'paper');
    await writeFile(path, content);
    const document = await reader(path, '0'.repeat(64), { ...defaultLimits, ...limits });
    return linesOfDocument(document).map(({ number, text }) => `${number} ${text}`);
  });
}

const word = (body: string) => shown(readDocx, docxOf(body));
const odt = (body: string) => shown(readOdt, odtOf(body));
const p = (text: string, properties = '') =>
  `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const listed = (list: number, level: number) =>
  `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`;

describe('a Word document', () => {
  it('is its paragraphs and rows in reading order, each with its number', async () => {
    expect(
      await shown(readDocx, docxOfText('Cabinet\nJudgement\tGrade\nOverall\tGood\nEnd')),
    ).toEqual(['1 Cabinet', '2 Judgement\tGrade', '4 Overall\tGood', '6 End']);
  });

  it('has the marks of its lists, which it does not write out', async () => {
    const points = [
      p('first', listed(2, 0)),
      p('under it', listed(2, 1)),
      p('second', listed(2, 0)),
    ];
    expect(await word(`${points.join('')}${p('a dot', listed(1, 0))}`)).toEqual([
      '1 1. first',
      '2 1(a) under it',
      '3 2. second',
      '4 \u2022 a dot',
    ]);
  });

  it('has the marks of lists that its styles say', async () => {
    const styles =
      '<w:styles xmlns:w="x"><w:style w:styleId="Point"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Point"/></w:style></w:styles>';
    const styled = '<w:pPr><w:pStyle w:val="Own"/></w:pPr>';
    const content = docxOf(`${p('one', styled)}${p('two', styled)}`, {
      'word/styles.xml': strToU8(styles),
    });
    expect(await shown(readDocx, content)).toEqual(['1 1. one', '2 2. two']);
  });

  it('shows what a reader sees: what was struck out, hidden or is code of a field is not', async () => {
    const runs = [
      '<w:r><w:t>Graded </w:t></w:r>',
      '<w:del><w:r><w:delText>inadequate</w:delText></w:r></w:del>',
      '<w:ins><w:r><w:t>good</w:t></w:r></w:ins>',
      '<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom>',
      '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>',
      '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, as seen</w:t></w:r>',
      '<w:r><w:instrText>DATE</w:instrText></w:r>',
      '<w:r><w:tab/><w:t>4</w:t><w:noBreakHyphen/><w:t>5 May</w:t><w:br/><w:t>2026</w:t></w:r>',
    ];
    const tabs = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>';
    expect(await word(`<w:p>${tabs}${runs.join('')}</w:p>`)).toEqual([
      '1 Graded good, as seen\t4-5 May',
      '2 2026',
    ]);
  });

  it('has a text box once, and its notes at the end', async () => {
    const box = `<w:txbxContent>${p('In a box')}</w:txbxContent>`;
    const drawing = `<mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>`;
    const content = docxOf(`<w:p><w:r>${drawing}<w:t>Beside it</w:t></w:r></w:p>`, {
      'word/footnotes.xml': strToU8(
        `<w:footnotes xmlns:w="x"><w:footnote>${p('A note')}</w:footnote></w:footnotes>`,
      ),
      'word/comments.xml': strToU8(`<w:comments xmlns:w="x">${p('A remark')}</w:comments>`),
    });
    expect(await shown(readDocx, content)).toEqual(['1 In a box', '2 Beside it', '3 A note']);
  });

  it('is without its running heads and feet, also those of its first page, and keeps the numbers of its lines', async () => {
    const running = (name: string) =>
      strToU8(`<w:${name} xmlns:w="x">${p('Overall effectiveness: Outstanding')}</w:${name}>`);
    const section =
      '<w:sectPr><w:headerReference w:type="default"/><w:headerReference w:type="first"/><w:footerReference w:type="default"/><w:titlePg/></w:sectPr>';
    const content = docxOf(
      `${p('Cabinet')}${p('Last of its section', `<w:pPr>${section}</w:pPr>`)}${p('End')}${section}`,
      {
        'word/header1.xml': running('hdr'),
        'word/header2.xml': running('hdr'),
        'word/footer1.xml': running('ftr'),
      },
    );
    expect(await shown(readDocx, content)).toEqual(['1 Cabinet', '2 Last of its section', '3 End']);
  });

  it('of which a table only lays out the page is read block by block', async () => {
    const cell = (text: string) => `<w:tc>${text}</w:tc>`;
    const inner = `<w:tbl><w:tr>${cell(p('Overall'))}${cell(p('Good'))}</w:tr></w:tbl>`;
    const body = `<w:tbl><w:tr>${cell(p('Report to') + p('Cabinet'))}${cell(p('x'.repeat(150)) + p('y'.repeat(90)) + inner)}</w:tr><w:tr>${cell(p('Help and') + p('protection'))}${cell(p('Good'))}</w:tr></w:tbl>`;
    expect((await word(body)).map((line) => line.slice(0, 24))).toEqual([
      '1 Report to',
      '2 Cabinet',
      `3 ${'x'.repeat(22)}`,
      `4 ${'y'.repeat(22)}`,
      '5 Overall\tGood',
      '7 Help and protection\tGood'.slice(0, 24),
    ]);
  });
});

describe('an OpenDocument text', () => {
  it('is its paragraphs, headings, points and rows in reading order, notes at its end', async () => {
    const lists =
      '<text:list text:style-name="L2"><text:list-item><text:p>first</text:p><text:p>goes on</text:p><text:list><text:list-item><text:p>under</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list>';
    const note =
      '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body></text:note>';
    const body = `<text:h>Head</text:h><text:p>On<text:s text:c="2"/>4<text:tab/>May${note}<text:line-break/>2026<office:annotation><text:p>A remark</text:p></office:annotation></text:p>${lists}`;
    expect(await odt(body)).toEqual([
      '1 Head',
      '2 On 4\tMay',
      '3 2026',
      '4 1. first',
      '5 goes on',
      '6 1.a) under',
      '7 2. second',
      '8 A note',
    ]);
  });

  it('is without its running heads and feet, which stand in its styles', async () => {
    const running = ['header', 'header-first', 'footer', 'footer-left']
      .map(
        (name) =>
          `<style:${name}><text:p>Overall effectiveness: Outstanding</text:p></style:${name}>`,
      )
      .join('');
    const styles = `<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:text="t"><office:master-styles><style:master-page style:name="Standard">${running}</style:master-page></office:master-styles></office:document-styles>`;
    const content = odtOf('<text:p>Cabinet</text:p><text:p>End</text:p>', {
      'styles.xml': strToU8(styles),
    });
    expect(await shown(readOdt, content)).toEqual(['1 Cabinet', '2 End']);
  });

  it('shows what a reader sees: changes, hidden sections and hidden words are not', async () => {
    const body =
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>Inadequate</text:p></text:deletion></text:changed-region></text:tracked-changes><text:section text:display="none"><text:p>Hidden</text:p></text:section><text:p>Graded <text:span text:style-name="hidden">poor</text:span><text:span>good</text:span></text:p>';
    expect(await odt(body)).toEqual(['1 Graded good']);
  });
});

describe.each([
  ['docx', docxOf, docxOfText, p],
  ['odt', odtOf, odtOfText, (text: string) => `<text:p>${text}</text:p>`],
] as const)('a file as %s', (ending, make, ofText, paragraph) => {
  const name = `paper.${ending}`;
  const reasons = async (content: Uint8Array, limits = {}) =>
    (await readText(content, { name, limits })).problems.map(({ reason }) => reason);

  it('is told by what it holds, whatever its name', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'paper.bin');
      await writeFile(path, ofText('Cabinet'));
      expect(await formatOf(path)).toContain(
        ending === 'odt' ? 'opendocument.text' : 'wordprocessing',
      );
    });
  });

  it('that is no document known here is not recognised', async () => {
    expect(await reasons(ofText('Minutes of the allotment club\nNothing was decided.'))).toEqual([
      'not_recognised',
    ]);
  });

  it('is refused with the reason where it asks for other files, is torn, empty, or too large', async () => {
    const text = ofText('Cabinet');
    expect(await reasons(text.slice(0, -30))).toEqual(['damaged_document']);
    expect(await reasons(make(paragraph(' ')))).toEqual(['no_text']);
    expect(await reasons(make('<broken>'))).toEqual(['damaged_document']);
    expect(await reasons(text, { inflatedBytes: 50 })).toEqual(['too_large']);
    expect(await reasons(text, { textChars: 3 })).toEqual(['too_much_text']);
    expect(await reasons(text, { depth: 3 })).toEqual(['damaged_document']);
    const part = ending === 'odt' ? 'content.xml' : 'word/document.xml';
    const entities = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>`;
    expect(await reasons(make('', { [part]: strToU8(entities) }))).toEqual(['damaged_document']);
    expect(await reasons(make('', { [part]: new Uint8Array([0xff, 0xfe, 0xfd]) }))).toEqual([
      'damaged_document',
    ]);
  });
});
