import { authorityStream, quarantineStream } from '@monitoring-timeline/core';
import { claimEvent, sources } from '@monitoring-timeline/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxOfText } from '../../packages/ingest/src/testing/office.ts';
import { pdfLines, pdfOf } from '../../packages/ingest/src/testing/pdf.ts';
import { columns, impossible, letter, paper } from '../cli/waiting-files.ts';
import { type Serving, startServing, storeOf } from '../service/serving.ts';
import { visit } from '../service/small-claims.ts';
import { attribute, marked, type PageRead, tagged, textOf } from './page.ts';
import { Visitor } from './visitor.ts';

const evil = `<script>alert(1)</script><img src=x>'&{{ 7 * 7 }}`;
const badRow =
  'Kent,ILACS,ilacs_standard,no day,2022-05-20,2022-07-08,good,good,good,good,,,,,,https://example.org/4,report_pdf';

let serving: Serving;
let editor: Visitor;
beforeAll(async () => {
  serving = await startServing({ store: await storeOf([]) });
  editor = await new Visitor(serving).signIn('editor');
});
afterAll(() => serving.stop());

const main = (page: Pick<PageRead, 'elements'>) => textOf(tagged(page, 'main')[0]!);
const head = async () => (await serving.parts.store.head()).events;
/** The page of an import, once that has ended: each asking waits a moment for it. */
const ended = async (sent: PageRead): Promise<PageRead> => {
  for (;;) {
    const job = await editor.follow(sent);
    if (!main(job).includes('See how far it is now')) return job;
  }
};
const bring = async (files: Readonly<Record<string, string | Uint8Array>>, fields = {}) => {
  const page = await editor.open('/bring-in');
  const sent = await editor.sendFiles(page, '/bring-in', { do: 'bring', ...fields }, files);
  expect(sent.status).toBe(303);
  return { page, sent, job: await ended(sent) };
};
const waiting = async () => {
  const page = await editor.open('/bring-in');
  return marked(page, 'data-waiting').map(({ value, elements }) => {
    const [link] = tagged({ elements }, 'a');
    return { id: value, href: attribute(link!, 'href')!, what: textOf(link!) };
  });
};
const waits = async (what: string) => (await waiting()).find((one) => one.what === what)!;

describe('documents that are dropped', () => {
  it('are imported once however often the form is sent, and each fact stands beside what it was read from', async () => {
    const lines = [visit('merton', '2026-01-05', 1), visit('slough', '2026-01-06', 2)];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const { page, sent, job } = await bring({
      [`visits${evil.replace('</script>', '')}.jsonl`]: text,
    });
    expect(main(job)).toContain('Done: 2 new facts');
    expect(marked(job, 'data-fact').map(({ value }) => value)).toEqual(lines.map(({ id }) => id));
    const marks = tagged(job, 'mark').map(textOf);
    expect(marks).toEqual(lines.map((line) => JSON.stringify(line)));
    // what a name of a file holds is text
    expect(job.errors).toEqual([]);
    expect(tagged(job, 'script', 'img')).toEqual([]);
    expect(main(job)).toContain('alert(1)');
    const before = await head();
    const again = await editor.sendFiles(
      page,
      '/bring-in',
      { do: 'bring' },
      {
        [`visits${evil.replace('</script>', '')}.jsonl`]: text,
      },
    );
    expect(again.headers.location).toBe(sent.headers.location);
    expect(await head()).toBe(before);
    const list = await editor.open('/bring-in');
    expect(tagged(list, 'a').map((one) => attribute(one, 'href'))).toContain(sent.headers.location);
    expect([list.errors, tagged(list, 'script', 'img')]).toEqual([[], []]);
  });

  it('may be Word files and what is attached to mails; a paper about one child is refused, and the page says so', async () => {
    const page = await editor.open('/bring-in');
    const [field] = tagged(page, 'input').filter((one) => attribute(one, 'type') === 'file');
    expect(attribute(field!, 'accept')).toContain('.docx');
    expect(main(page)).toContain('Up to 20 at a time and 64 MB together');
    const notice = docxOfText(
      'Department for Education\nImprovement notice\nTo: Bury Council\nDate: 5 March 2019\nThe Secretary of State gives this notice.',
    );
    const child = docxOfText('Looked After Review of Ada Quill\nDate of birth: 4 March 2012');
    const { job } = await bring({ 'notice.docx': notice, 'review.docx': child });
    expect(main(job)).toContain('Done: 1 new fact');
    expect(main(job)).toContain('Improvement notice begins');
    expect(main(job)).toContain('Nothing but its hash and this reason is kept');
    expect(tagged(job, 'mark').map(textOf).join(' ')).toContain('5 March 2019');
  });

  it('may be tried out: what they would add and which answers would change, and nothing is written', async () => {
    const before = await head();
    const grade = paper('Cabinet', '2019-08-01', 'inadequate');
    await bring({ 'first.jsonl': paper('Scrutiny', '2018-08-02', 'good') }, { dry: 'true' });
    const { job } = await bring(
      { 'papers.jsonl': grade, 'doubt.csv': `${columns}\n${impossible}\n` },
      { dry: 'true' },
    );
    expect(main(job)).toContain('Tried out: nothing was written');
    expect(await head()).toBe(before);
    expect(marked(job, 'data-fact').length).toBeGreaterThan(1);
    expect(marked(job, 'data-change').map(({ value }) => value)).toContain('Merton');
    expect(await waiting()).toEqual([]);
  });

  it('of a document with pages is shown where it stands on them, and not where it is only tried out', async () => {
    const lines = letter
      .trimEnd()
      .split('\n')
      .map((line) => line.replaceAll('’', "'").replace('14 January', '14 March'));
    const pdf = pdfOf([pdfLines(lines)]);
    const { job: tried } = await bring({ 'letter.pdf': pdf }, { dry: 'true' });
    expect(marked(tried, 'data-fact').length).toBeGreaterThan(0);
    expect(tagged(tried, 'img')).toEqual([]);
    const { job } = await bring({ 'letter.pdf': pdf });
    const pictures = tagged(job, 'img').map((one) => attribute(one, 'src') ?? '');
    expect(pictures.length).toBeGreaterThan(0);
    const answer = await serving.ask(pictures[0]!);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
    for (const picture of tagged(job, 'img'))
      expect(attribute(picture, 'alt')).toContain('Page 1 of letter.pdf');
  });

  it('are asked for where none was chosen, and of one that cannot be taken it is said why', async () => {
    const page = await editor.open('/bring-in');
    const none = await editor.sendFiles(page, '/bring-in', { do: 'bring' }, {});
    expect([none.status, main(none).includes('holds no file')]).toEqual([400, true]);
    const empty = await editor.sendFiles(page, '/bring-in', { do: 'bring' }, { '': '' });
    expect([empty.status, main(empty).includes('holds no file')]).toEqual([400, true]);
    const { job } = await bring({ 'picture.png': '\u0089PNG\r\n', 'a.jsonl': 'no json' });
    expect(main(job)).toContain('picture.png');
    const gone = await editor.open('/bring-in/imports/none');
    expect([gone.status, main(gone).includes('nothing is taken twice')]).toEqual([404, true]);
  });

  it('are refused without the token of the form', async () => {
    const page = await editor.open('/bring-in');
    const before = await head();
    const files = { 'a.jsonl': JSON.stringify(visit('merton', '2026-03-05', 9)) };
    const sent = await editor.sendFiles(page, '/bring-in', { do: 'bring', csrf: 'x' }, files);
    expect(sent.status).toBe(403);
    expect(await head()).toBe(before);
  });
});

describe('what waits', () => {
  beforeAll(async () => {
    await bring({
      'letter.txt': letter,
      'doubt.csv': `${columns}\n${impossible}\n${badRow}\n`,
      'papers.jsonl': paper('Cabinet', '2019-08-01', 'good'),
      'more.jsonl': paper(`Scrutiny ${evil}`, '2019-08-02', 'outstanding'),
    });
  });

  it('is a work list by reason, and each has its passage', async () => {
    const rows = await waiting();
    expect(rows.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['Dates contradict', 'Overall above limit', 'Sources disagree']),
    );
    const page = await editor.open((await waits('Dates contradict')).href);
    expect(tagged(page, 'mark').map(textOf)).toContain('14 January 2019');
    expect(main(page)).toContain('What it would become');
    const few = await editor.open('/bring-in?reason=dates_contradict');
    expect(marked(few, 'data-waiting')).toHaveLength(1);
  });

  it('shows what accepting would do before it is done, and does it once', async () => {
    const { href, id } = await waits('Sources disagree');
    const page = await editor.open(href);
    expect(page.errors).toEqual([]);
    expect(tagged(page, 'script', 'img')).toEqual([]);
    expect(main(page)).toContain('alert(1)');
    const choice = { how: 'side', holds: '2', why: 'the minutes say so' };
    const before = await head();
    const tried = await editor.send(page, href, { do: 'try', ...choice });
    expect([tried.status, await head()]).toEqual([200, before]);
    expect(marked(tried, 'data-would')).toHaveLength(1);
    expect(marked(tried, 'data-change').map(({ value }) => value)).toContain('Merton');
    const [chosen] = tagged(tried, 'input').filter((one) => attribute(one, 'id') === 'side-2');
    expect(attribute(chosen!, 'checked')).toBe('');
    const first = await editor.send(tried, href, { do: 'accept', ...choice });
    const after = await head();
    const second = await editor.send(tried, href, { do: 'accept', ...choice });
    expect([first.status, second.status, await head()]).toEqual([303, 303, after]);
    expect((await waiting()).map((one) => one.id)).not.toContain(id);
    expect(main(await editor.follow(first))).toContain('It is accepted');
    expect(main(await editor.open(href))).toMatch(/Accepted by token \w+/);
    const stream = await serving.parts.store.readStream(authorityStream('merton' as never));
    expect(stream.at(-1)!.event.actor).toMatchObject({ kind: 'person' });
  });

  it('has the cells of its row mended', async () => {
    const rows = await waiting();
    const pages = await Promise.all(
      rows.map(async (row) => ({ ...row, page: await editor.open(row.href) })),
    );
    const { href, page } = pages.find((one) => main(one.page).includes('Mend its cells'))!;
    const cells = tagged(page, 'input')
      .map((one) => [attribute(one, 'name') ?? '', attribute(one, 'value') ?? ''] as const)
      .filter(([name]) => /^(?:cell|given) /.test(name));
    expect(cells[0]![1]).toBe('no day');
    const [faulty] = cells[0]!;
    const fields = { ...Object.fromEntries(cells), how: 'cells' };
    const wrong = await editor.send(page, href, { ...fields, do: 'try', [faulty]: 'never' });
    expect(wrong.status).toBe(422);
    expect(main(wrong)).toContain('at fault still');
    expect(
      attribute(tagged(wrong, 'input').find((one) => attribute(one, 'name') === faulty)!, 'value'),
    ).toBe('never');
    const mended = { ...fields, [faulty]: '2022-05-09' };
    const tried = await editor.send(page, href, { ...mended, do: 'try' });
    expect(marked(tried, 'data-would').length).toBeGreaterThan(0);
    const sent = await editor.send(tried, href, { ...mended, do: 'accept' });
    expect(sent.status).toBe(303);
  });

  it('of a grade that is hardly right takes the right one, or is left as printed', async () => {
    const { href } = await waits('Overall above limit');
    const page = await editor.open(href);
    const places = tagged(page, 'option').map((one) => attribute(one, 'value'));
    const pointer = places.find((one) => /judgements\/\d+\/grade$/.test(one ?? ''))!;
    const none = await editor.send(page, href, { do: 'try', how: 'correction', pointer });
    expect([none.status, main(none).includes('Choose the place')]).toEqual([400, true]);
    const fields = { how: 'correction', pointer, value: 'inadequate', why: 'misread' };
    const tried = await editor.send(page, href, { do: 'try', ...fields });
    expect(tried.status).toBe(200);
    expect(marked(tried, 'data-would')).toHaveLength(1);
  });

  it('is turned down with a reason, once', async () => {
    const { href, id } = await waits('Dates contradict');
    const page = await editor.open(href);
    const short = await editor.send(page, href, { do: 'reject', 'why-not': 'x' });
    expect(short.status).toBe(400);
    const fields = { do: 'reject', 'why-not': `misprinted ${evil}` };
    const before = (await serving.parts.store.readStream(quarantineStream)).length;
    expect((await editor.send(page, href, fields)).status).toBe(303);
    expect((await editor.send(page, href, fields)).status).toBe(303);
    expect(await serving.parts.store.readStream(quarantineStream)).toHaveLength(before + 1);
    const decided = await editor.open('/bring-in?which=decided');
    expect(decided.errors).toEqual([]);
    expect(marked(decided, 'data-waiting').map(({ value }) => value)).toContain(id);
    expect(tagged(decided, 'script', 'img')).toEqual([]);
  });

  it('is for editors: nobody else sees or decides it', async () => {
    const [row] = await waiting();
    for (const [who, status] of [
      [await new Visitor(serving).signIn('reader'), 403],
      [new Visitor(serving), 401],
    ] as const) {
      for (const url of ['/bring-in', row!.href, '/bring-in/imports/any']) {
        const page = await who.open(url);
        expect(page.status).toBe(status);
        expect(main(page)).toContain('This needs a token of the role editor');
        if (!url.includes(row!.id)) expect(page.html).not.toContain(row!.id);
      }
      const form = await who.open('/sign-in');
      const before = await head();
      const sent = await who.send(form, row!.href, { do: 'reject', 'why-not': 'because' });
      expect([sent.status, await head()]).toEqual([status, before]);
    }
  });
});

describe('a fact on record', () => {
  const lines = [visit('kent', '2026-02-03', 21), visit('kent', '2026-02-17', 22)];
  const [fact, other] = lines as [(typeof lines)[0], (typeof lines)[0]];
  const address = `/facts/${fact.id}`;
  const opened = () => editor.open(`${address}?authority=kent`);

  beforeAll(async () => {
    await bring({ 'kent.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') });
  });

  it('is put right with a reason, and what that changes is shown before', async () => {
    const page = await opened();
    expect(page.errors).toEqual([]);
    const places = tagged(page, 'option').map((one) => attribute(one, 'value'));
    expect(places).toContain('occurred.from');
    const fields = { place: 'occurred.from', value: '2026-02-05', why: `misread ${evil}` };
    const none = await editor.send(page, address, { do: 'try', ...fields, why: '' });
    expect([none.status, main(none).includes('Choose the place')]).toEqual([400, true]);
    const before = await head();
    const tried = await editor.send(page, address, { do: 'try', ...fields });
    expect([tried.status, await head(), tried.errors]).toEqual([200, before, []]);
    expect(tagged(tried, 'script', 'img')).toEqual([]);
    const [would, ...others] = marked(tried, 'data-would');
    expect(textOf(would!.elements[0]!)).toContain('When it was, from: right is “2026-02-05”.');
    expect(others).toEqual([]);
    const told = marked(tried, 'data-change').filter(({ value }) => value === 'Kent');
    expect(told.length).toBeGreaterThan(0);
    // each is told with the name, once
    for (const { elements } of told) expect(textOf(elements[0]!)).toMatch(/^Kent: (?!Kent:)/);
    const done = await editor.send(tried, address, { do: 'repair', ...fields });
    const again = await editor.send(tried, address, { do: 'repair', ...fields });
    expect([done.status, again.status, await head()]).toEqual([303, 303, before + 1]);
    expect(main(await editor.follow(done))).toContain('It is put right');
    const stream = await serving.parts.store.readStream(authorityStream('kent' as never));
    expect(stream.at(-1)!.event).toMatchObject({
      type: 'FactCorrected',
      actor: { kind: 'person' },
      data: { target: fact.id, pointer: '/occurred/from', value: '2026-02-05', cause: 'ours' },
    });
    const said = await editor.send(await opened(), address, { do: 'try', ...fields });
    expect(main(said)).toContain('it says so already');
  });

  it('is put right at several places at once, which hold together alone', async () => {
    const span = claimEvent(
      'VisitCarriedOut',
      { kind: 'focused' },
      {
        authority: 'kent',
        occurred: { from: '2026-04-14', to: '2026-04-15', precision: 'range' },
        known: { from: '2026-05-14', basis: 'published' },
        source: sources.council,
      },
    );
    await bring({ 'span.jsonl': JSON.stringify(span) });
    const at = `/facts/${span.id}`;
    const page = await editor.open(`${at}?authority=kent`);
    expect(tagged(page, 'select').length).toBeGreaterThan(2);
    const why = 'the days of another week';
    const rest = { place: 'occurred.to', value: '2026-04-22' };
    const together = {
      place: ['occurred.from', rest.place, '', ''],
      value: ['2026-04-21', rest.value, '', ''],
    };
    for (const wrong of [
      { place: ['occurred.from', 'occurred.to'], value: ['2026-04-21', ''] },
      { place: ['occurred.from', ''], value: ['2026-04-21', '2026-04-22'] },
      { place: ['occurred.to', 'occurred.to'], value: ['2026-04-21', '2026-04-22'] },
    ]) {
      const before = await head();
      const refused = await editor.send(page, at, { do: 'repair', why, ...wrong });
      expect([refused.status, await head()]).toEqual([400, before]);
    }
    // by itself it would begin after its end
    const alone = { place: 'occurred.from', value: '2026-04-21' };
    expect((await editor.send(page, at, { do: 'try', why, ...alone })).status).toBe(422);
    const tried = await editor.send(page, at, { do: 'try', why, ...together });
    expect(marked(tried, 'data-would')).toHaveLength(1);
    const chosen = tagged(tried, 'option').filter(
      (one) => attribute(one, 'selected') !== undefined,
    );
    expect(chosen.map((one) => attribute(one, 'value'))).toEqual(['occurred.from', 'occurred.to']);
    const before = await head();
    const done = await editor.send(tried, at, { do: 'repair', why, ...together });
    expect([done.status, await head()]).toEqual([303, before + 1]);
    const now = main(await editor.open(`${at}?authority=kent`));
    expect(now).toContain('2026-04-22');
  });

  it('is refused a value that does not fit, and one that is no fact is not found', async () => {
    const fields = { place: 'occurred.from', value: 'never', why: 'misread' };
    const wrong = await editor.send(await opened(), address, { do: 'try', ...fields });
    expect([wrong.status, main(wrong)]).toEqual([
      422,
      expect.stringContaining('When it was, from: what is given is no day'),
    ]);
    const none = { ...fields, place: 'data.kind', value: 'another' };
    const refused = main(await editor.send(await opened(), address, { do: 'try', ...none }));
    expect(refused).toMatch(/Kind: what is given is none of [a-z_]+, /);
    const short = await editor.send(await opened(), address, { do: 'try', ...none, why: 'x' });
    expect(main(short)).toContain('why: say in words why');
    expect((await editor.open('/facts/ffffffff')).status).toBe(404);
  });

  it('is taken back, and found in whatever stream it stands', async () => {
    const page = await editor.open(`/facts/${other.id}?authority=merton`);
    const fields = { how: 'retract', why: 'it was another council' };
    const tried = await editor.send(page, `/facts/${other.id}`, { do: 'try', ...fields });
    expect(marked(tried, 'data-would')).toHaveLength(1);
    const done = await editor.send(tried, `/facts/${other.id}`, { do: 'repair', ...fields });
    expect(main(await editor.follow(done))).toContain('It is taken back');
    const gone = await editor.open(`/facts/${other.id}?authority=kent`);
    expect([gone.status, main(gone).includes('is retracted')]).toEqual([422, true]);
  });

  it('is put right by editors alone', async () => {
    const reader = await new Visitor(serving).signIn('reader');
    expect((await reader.open(address)).status).toBe(403);
    const form = await reader.open('/sign-in');
    const before = await head();
    const fields = { do: 'repair', how: 'retract', why: 'because' };
    const sent = await reader.send(form, address, fields);
    expect([sent.status, await head()]).toEqual([403, before]);
  });
});
