import { describe, expect, it } from 'vitest';
import type { FileReading } from '../proposal.ts';
import { claims, csv, grades, readText } from '../testing/files.ts';
import { odsBook, odsSheet, xlsxBook } from '../testing/workbooks.ts';

const places = [
  'Web link',
  'Local authority area code',
  'Local authority name',
  'Ofsted region',
  'Inspection date',
  'Publication date',
];
const areas = [
  'Overall effectiveness',
  'The impact of leaders on social work practice with children and families',
  'The experiences and progress of children who need help and protection',
  'The experiences and progress of children in care',
  'The experiences and progress of care leavers',
];
const header = [...places, ...areas];
const given = ['Good', 'Good', 'Good', 'Outstanding', 'Requires improvement to be good'];
const barnet = ['web', 'E09000003', 'Barnet', 'London', '05/01/2026', '20/02/2026', ...given];
const read5 = [
  'overall good',
  'leadership good',
  'help_and_protection good',
  'children_in_care outstanding',
  'care_leavers requires_improvement',
];
const published = '2026-09-24';

const line = (cells: readonly string[], by = ','): string =>
  cells.map((cell) => (cell.includes(by) ? `"${cell}"` : cell)).join(by);

/** The same rows through each door. */
const doors: Readonly<
  Record<string, (rows: readonly (readonly string[])[]) => Promise<FileReading>>
> = {
  CSV: (rows) => readText(`${rows.map((cells) => line(cells)).join('\n')}\n`, { published }),
  ODS: (rows) =>
    readText(odsBook([odsSheet('Judgements', rows)]), { name: 'release.ods', published }),
  XLSX: async (rows) =>
    readText(await xlsxBook([{ name: 'Judgements', rows: rows.map((cells) => [...cells]) }]), {
      name: 'release.xlsx',
      published,
    }),
};

const gradesIn = (reading: FileReading): string[] =>
  claims(reading, 'ReportPublished').flatMap((report) => grades(report));
const reasons = ({ problems }: FileReading): string[] => problems.map(({ reason }) => reason);

describe.each(Object.entries(doors))('a table in %s', (door, read) => {
  it('gives its grades and its code of ILACS', async () => {
    const reading = await read([header, barnet]);
    expect(reading.problems).toEqual([]);
    expect(gradesIn(reading)).toEqual(read5);
    expect(claims(reading, 'ReportPublished')[0]?.data.of.version).toBe('2023');
  });

  const headings = [
    'Overall effectiveness [note 2]',
    'Overall effectiveness [p]',
    'Overall effectiveness [Note 1][r]',
    'Overall effectiveness¹',
    'Overall effectiveness ² ³',
    'Overall effectiveness 3',
    'Overall effectiveness2',
    'Overall effectiveness grade',
    'OVERALL  EFFECTIVENESS (grade)',
    'Overall effectiveness judgement',
    'Overall effectiveness (note 4)',
    'Overall effectiveness (provisional)',
    'Overall effectiveness*',
    'Overall effectiveness†',
    'Overall effectivenessᵃ',
    'Overall effectiveness {note 2}',
    'Overall effectiveness:',
    'Overall\u00a0effective\u00adness',
    ' overall effectiveness, see note 2',
    'Grade for overall effectiveness',
  ];
  // marks are taken off after a file is read: of a workbook of each kind every third shows that they are
  const third = Object.keys(doors).indexOf(door);
  it.each(headings.filter((_, at) => third === 0 || at % 3 === third))(
    'reads a column headed "%s" as it reads it without the marks',
    async (heading) => {
      const marked = await read([[...places, heading, ...areas.slice(1)], barnet]);
      expect(marked.problems).toEqual([]);
      expect(gradesIn(marked)).toEqual(read5);
    },
  );

  it('finds its header under titles, remarks and blank rows', async () => {
    const blank = header.map(() => '');
    const title = (text: string) => [text, ...header.slice(1).map(() => '')];
    const reading = await read([
      title('Judgements as at 31 March 2026'),
      title('One table, and no blank rows'),
      blank,
      header,
      blank,
      barnet,
      blank,
    ]);
    expect(reading.problems).toEqual([]);
    expect(gradesIn(reading)).toEqual(read5);
  });

  it('tells of a row that stands above its header, and takes those below', async () => {
    const title = ['A title', ...header.slice(1).map(() => '')];
    const reading = await read([title, barnet, header, barnet]);
    expect(reading.problems.map(({ reason, locator }) => [reason, locator])).toEqual([
      ['row_above_header', expect.stringMatching(/row 2$/)],
    ]);
    expect(gradesIn(reading)).toEqual(read5);
  });

  it('tells of what is left of a row among those above its header: under a row of the table nothing is a title', async () => {
    const rest = ['Barn', ...header.slice(1).map(() => '')];
    const reading = await read([rest, barnet, rest, header, barnet]);
    expect(reading.problems.map(({ reason, locator }) => [reason, locator])).toEqual([
      ['row_above_header', expect.stringMatching(/row 2$/)],
      ['row_above_header', expect.stringMatching(/row 3$/)],
    ]);
    expect(gradesIn(reading)).toEqual(read5);
  });

  it('that lacks a column of grades names it, and never reads it as not reported', async () => {
    for (const [at, area] of areas.entries()) {
      const without = (cells: readonly string[]) =>
        cells.filter((_, i) => i !== places.length + at);
      const reading = await read([without(header), without(barnet), without(barnet)]);
      expect(reading.proposals, area).toEqual([]);
      expect(reasons(reading), area).toEqual(['missing_column']);
      expect(reading.problems[0]?.message).toContain(area);
    }
  });

  it('with grades under a heading that is not known is not taken, and the heading is named', async () => {
    const reading = await read([
      [...header, 'How it was before'],
      [...barnet, 'Inadequate'],
    ]);
    expect(reading.proposals).toEqual([]);
    expect(reading.problems).toMatchObject([
      { reason: 'unknown_column', column: 'How it was before' },
    ]);
  });

  it('with a column twice, by its name or by what it gives, is refused', async () => {
    for (const again of ['Overall effectiveness', 'Overall effectiveness [p]', 'Overall']) {
      const reading = await read([
        [...header, again],
        [...barnet, 'Inadequate'],
      ]);
      expect(reading.proposals, again).toEqual([]);
      expect(reasons(reading), again).toEqual(['doubled_column']);
    }
  });

  it('takes a row whole or not at all: with grades left blank it waits', async () => {
    const cut = [...barnet.slice(0, -3), '', '', ''];
    const reading = await read([header, cut, barnet]);
    expect(reasons(reading)).toEqual(['row_cut_short']);
    expect(gradesIn(reading)).toEqual(read5);
  });

  it('with the area blank that was judged in its year waits, and one from before that area is taken', async () => {
    const reading = await read([header, [...barnet.slice(0, -1), '']]);
    expect(reasons(reading)).toEqual(['row_cut_short']);
    expect(reading.problems[0]?.message).toContain('care leavers');
    const before = barnet.with(4, '05/01/2021').with(5, '20/02/2021').with(-1, '');
    expect(reasons(await read([header, before]))).toEqual([]);
  });

  it('with two columns for one thing, whatever their names, is refused', async () => {
    const reading = await read([
      [...header, 'Local authority'],
      [...barnet, 'Brent'],
    ]);
    expect([reasons(reading), reading.proposals]).toEqual([['doubled_column'], []]);
  });

  it('that lacks its names or its days says which', async () => {
    for (const at of [2, 4]) {
      const without = (cells: readonly string[]) => cells.filter((_, i) => i !== at);
      const reading = await read([without(header), without(barnet)]);
      expect(reasons(reading)).toEqual(['missing_column']);
      expect(reading.problems[0]?.message).toContain(`the column ${header[at]} is missing`);
    }
  });

  it('that names its columns again, in another order, reads what follows under those', async () => {
    const turned = (cells: readonly string[]) => [
      ...cells.slice(0, 6),
      ...cells.slice(6).reverse(),
    ];
    for (const again of [header, turned(header).slice(0), [...turned(header), 'Theme']]) {
      const rows = again === header ? barnet : turned(barnet);
      const row = again.length > rows.length ? [...rows, ''] : rows;
      const reading = await read([header, barnet, again, row]);
      expect(reading.problems).toEqual([]);
      expect(gradesIn(reading).toSorted()).toEqual([...read5, ...read5].toSorted());
    }
  });

  it('that has its header and no rows says so', async () => {
    expect(reasons(await read([header]))).toEqual(['no_rows']);
  });
});

describe('a CSV file from a spreadsheet program', () => {
  it('is a table under the name of a text, too, whatever parts its cells', async () => {
    for (const by of [',', ';', '\t', '|']) {
      const text = `${line(header, by)}\n${line(barnet, by)}\n`;
      const reading = await readText(text, { name: 'table.txt', published });
      expect([reasons(reading), gradesIn(reading)], by).toEqual([[], read5]);
    }
  });

  it('may name its separator in its first line, or leave it to be told from its header', async () => {
    for (const by of [';', '\t', '|']) {
      const title = `Inspections, visits and letters, as at 31 March${by.repeat(10)}`;
      for (const first of [by === '|' ? '' : `sep=${by}\n`, `"sep=${by}"\r\n`, `${title}\n`, '']) {
        const text = `${first}${line(header, by)}\n${line(barnet, by)}\n`;
        const reading = await readText(text, { published });
        expect(reading.problems, first).toEqual([]);
        expect(gradesIn(reading)).toEqual(read5);
      }
    }
  });

  it('of which a row breaks off is read but for that row, wherever it breaks', async () => {
    for (let cells = 1; cells < header.length; cells += 1) {
      const text = csv(line(header), line(barnet), line(barnet.slice(0, cells)));
      const reading = await readText(text, { published });
      const reason = cells < 5 ? 'empty_cell' : 'row_cut_short';
      expect(reasons(reading), `${cells} cells`).toEqual([reason]);
      expect(gradesIn(reading)).toEqual(read5);
    }
  });

  it('may end with words under its table', async () => {
    const text = csv(line(header), line(barnet), 'Source: the inspectorate');
    const reading = await readText(text, { published });
    expect(reading.problems).toEqual([]);
  });
});

describe('what is hidden in a workbook', () => {
  const hiddenRow = 'table:visibility="collapse"';
  const columns = (...hidden: readonly number[]) =>
    header
      .map(
        (_, index) =>
          `<table:table-column ${hidden.includes(index) ? 'table:visibility="collapse"' : ''}/>`,
      )
      .join('');
  const brent = barnet.map((cell) => cell.replace('Barnet', 'Brent').replace('03', '05'));

  it.each([
    ['a sheet', odsSheet('Drafts', [header, brent], { style: 'hidden' }), 'the sheet'],
    ['a row', odsSheet('Drafts', [header, { cells: brent, attributes: hiddenRow }]), 'row 2'],
    [
      'a filtered row',
      odsSheet('Drafts', [header, { cells: brent, attributes: 'table:visibility="filter"' }]),
      'row 2',
    ],
    ['a column', odsSheet('Drafts', [header, brent], { head: columns(6) }), 'column G'],
    [
      'a row without height',
      odsSheet('Drafts', [header, { cells: brent, attributes: 'table:style-name="flat"' }]),
      'row 2',
    ],
  ])('of an ODS is left out and said: %s', async (_what, sheet, told) => {
    const bytes = odsBook([odsSheet('Judgements', [header, barnet]), sheet]);
    const reading = await readText(bytes, { name: 'release.ods', published });
    expect(reasons(reading)).toContain('hidden_content');
    expect(reading.problems[0]?.message).toContain(told);
    expect(gradesIn(reading)).toEqual(read5);
    expect(reading.proposals.map(({ event }) => event.authority)).not.toContain('brent');
  });

  it.each([
    ['a sheet', { hidden: true }, 'the sheet'],
    ['a sheet that only a macro shows', { veryHidden: true }, 'the sheet'],
    ['a row', { rowDefs: new Map([[1, { hidden: true }]]) }, 'row 2'],
    ['a row without height', { rowDefs: new Map([[1, { height: 0 }]]) }, 'row 2'],
    ['a column', { columns: header.map((_, at) => ({ hidden: at === 6 })) }, 'column G'],
  ])('of an XLSX is left out and said: %s', async (_what, hidden, told) => {
    const bytes = await xlsxBook([
      { name: 'Judgements', rows: [header, barnet] },
      { name: 'Drafts', rows: [header, brent], ...hidden },
    ]);
    const reading = await readText(bytes, { name: 'release.xlsx', published });
    expect(reasons(reading)).toContain('hidden_content');
    expect(reading.problems[0]?.message).toContain(told);
    expect(gradesIn(reading)).toEqual(read5);
    expect(reading.proposals.map(({ event }) => event.authority)).not.toContain('brent');
  });

  it('under a merged cell, in a group that is folded away, or in a copy of another file is left out', async () => {
    const group = `<table:table-row-group table:display="false">${odsSheet('', [brent]).replace(/<\/?table:table [^>]*>|<\/table:table>/g, '')}</table:table-row-group>`;
    const folded = odsSheet('Judgements', [header, barnet]).replace(
      '</table:table>',
      `${group}</table:table>`,
    );
    const foreign = odsSheet('Copy', [header, brent], { head: '<table:table-source/>' });
    const covered =
      '<table:covered-table-cell><text:p>Inadequate</text:p></table:covered-table-cell>';
    const merged = odsSheet('More', [header, [...barnet.slice(0, -1), covered]]);
    const reading = await readText(odsBook([folded, foreign, merged]), {
      name: 'release.ods',
      published,
    });
    expect(JSON.stringify(reading.proposals)).not.toMatch(/brent|inadequate/i);
    expect(reading.problems[0]?.message).toContain('row 3');
  });
});

describe('a cell of a workbook', () => {
  const ways: Readonly<Record<string, string>> = {
    'its text':
      '<table:table-cell office:value-type="string"><text:p>Good</text:p></table:table-cell>',
    'its value alone': '<table:table-cell office:value-type="string" office:string-value="Good"/>',
    'no type': '<table:table-cell><text:p>Good</text:p></table:table-cell>',
    'spans, links and blanks':
      '<table:table-cell><text:p><text:span>Go</text:span><text:a>od</text:a><text:s/></text:p></table:table-cell>',
    'a text box beside it':
      '<table:table-cell><draw:frame><draw:text-box><text:p>check this</text:p></draw:text-box></draw:frame><text:p>Good</text:p></table:table-cell>',
    'a text box in its text':
      '<table:table-cell><text:p>Good<draw:frame><draw:text-box><text:p>no</text:p></draw:text-box></draw:frame></text:p></table:table-cell>',
    'a remark':
      '<table:table-cell><office:annotation><text:p>sure?</text:p></office:annotation><text:p>Good</text:p></table:table-cell>',
    'a picture with a title':
      '<table:table-cell><draw:custom-shape><text:p>Inadequate</text:p></draw:custom-shape><text:p>Good</text:p></table:table-cell>',
  };
  it.each(Object.entries(ways))('is read by %s', async (_way, cell) => {
    const row = barnet.map((text, at) => (at === 6 ? cell : text));
    const reading = await readText(odsBook([odsSheet('Judgements', [header, row])]), {
      name: 'release.ods',
      published,
    });
    expect(reading.problems).toEqual([]);
    expect(gradesIn(reading)).toEqual(read5);
  });

  it.each([
    ['a formula of an ODS that was never worked out', 'table:formula="of:=[.G3]"', '=[.G3]'],
    ['a value without a type', 'office:value="3"', '3'],
    ['a boolean', 'office:value-type="boolean" office:boolean-value="true"', 'true'],
  ])('with %s is not read as blank', async (_what, attributes, shown) => {
    const row = barnet.with(6, `<table:table-cell ${attributes}/>`);
    const bytes = odsBook([odsSheet('Judgements', [header, row])]);
    const reading = await readText(bytes, { name: 'release.ods', published });
    expect([reasons(reading), reading.proposals]).toEqual([['unreadable_grade'], []]);
    expect(reading.problems[0]?.message).toContain(`"${shown}"`);
  });

  it('of an ODS that writes a day and no type is that day', async () => {
    const row = barnet.with(4, '<table:table-cell office:date-value="2026-01-05"/>');
    const bytes = odsBook([odsSheet('Judgements', [header, row])]);
    const reading = await readText(bytes, { name: 'release.ods', published });
    expect([reasons(reading), gradesIn(reading)]).toEqual([[], read5]);
  });

  it('of an Excel workbook under a merged one is not seen', async () => {
    const merges = [{ startRow: 1, startCol: 6, endRow: 1, endCol: 7 }];
    const bytes = await xlsxBook([{ name: 'Judgements', rows: [header, barnet], merges }]);
    const reading = await readText(bytes, { name: 'release.xlsx', published });
    expect([reasons(reading), reading.proposals]).toEqual([['row_cut_short'], []]);
  });

  it('with a formula that was never worked out is not read as blank', async () => {
    const rows = [[...header], [...barnet]];
    const bytes = await xlsxBook([
      {
        name: 'Judgements',
        rows,
        cells: new Map([['1,6', { formula: 'VLOOKUP(A1,Drafts,2)', value: null }]]),
      },
    ]);
    const reading = await readText(bytes, { name: 'release.xlsx', published });
    expect(reading.proposals).toEqual([]);
    expect(reasons(reading)).toEqual(['unreadable_grade']);
  });

  it('of an Excel workbook that holds a day is that day', async () => {
    const dated = barnet.map((text, at) => (at === 4 ? new Date('2026-01-05T00:00:00Z') : text));
    const bytes = await xlsxBook([{ name: 'Judgements', rows: [header, dated] }]);
    const reading = await readText(bytes, { name: 'release.xlsx', published });
    expect(reading.problems).toEqual([]);
    expect(claims(reading, 'InspectionCarriedOut')[0]?.occurred.from).toBe('2026-01-05');
  });
});

describe('an archive', () => {
  it('is read by its directory: what looks like the beginning of a part inside another is none', async () => {
    const fake = new TextEncoder().encode('PK\u0003\u0004 PK\u0007\u0008 content.xml <office:x>');
    const bytes = odsBook([odsSheet('Judgements', [header, barnet])], {
      'Pictures/1.png': [fake, { level: 0 }],
    });
    const reading = await readText(bytes, { name: 'release.ods', published });
    expect(reading.problems).toEqual([]);
    expect(gradesIn(reading)).toEqual(read5);
  });

  it('whose directory promises little and whose content is much is refused, not unpacked without end', async () => {
    const bytes = odsBook([odsSheet('Judgements', [header, barnet])]);
    const short = bytes.slice();
    const at = short.lastIndexOf(0x50, short.length - 30);
    const view = new DataView(short.buffer);
    for (let i = 0; i < at; i += 1) {
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 64, true);
    }
    const reading = await readText(short, { name: 'release.ods', published });
    expect(reading.proposals).toEqual([]);
    expect(reasons(reading)).toEqual(['damaged_workbook']);
  });
});

describe('the edition of a release', () => {
  const titles = [
    'Local authority inspection outcomes as at 31 March 2024',
    'Local authority inspection outcomes as at 31st March, 2024',
    'Children’s social care at 31/03/2024: local authorities',
    'Outcomes as of March 31, 2024',
    'Outcomes as\u00a0at 31\u00a0Mar 2024',
  ];

  it('is one, whatever words its cover has for its day, and however its letters are composed', async () => {
    const ids = await Promise.all(
      titles.map(async (title, index) => {
        const cover = odsSheet('Cover', [[title], ['Published on:', '30 August 2024']]);
        const named = areas.map((area) => (index % 2 ? area.normalize('NFD') : area));
        const rows = [[...places, ...named], barnet.map((cell) => cell.replace('2026', '2024'))];
        const reading = await readText(odsBook([cover, odsSheet('Judgements', rows)]), {
          name: `any ${index}.ods`,
        });
        expect(reading.problems).toEqual([]);
        return reading.proposals.map(({ event }) => event.id);
      }),
    );
    for (const others of ids) expect(others).toEqual(ids[0]);
  });
});
