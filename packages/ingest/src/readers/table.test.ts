import { Buffer } from 'node:buffer';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { claims, csv, inFolder, readAll, readText } from '../testing/files.ts';
import { NoSuchPath } from './walk.ts';

const header = 'authority,role,in_post_since,report_published';
const good = 'Norfolk,dcs,2017-10,2018-01-19';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that this process holds on to: what is only waiting to be collected does not count. */
function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function reasons(content: string | Uint8Array, limits = {}): Promise<string[]> {
  const { problems } = await readText(content, { limits });
  return problems.map(({ reason, locator }) => `${reason} at ${locator ?? 'the file'}`);
}

describe('a CSV file', () => {
  it('is read with a byte order mark, curly quotes, CRLF or CR line ends and blank lines', async () => {
    for (const text of [
      `\ufeff${csv(header, good)}`,
      `${header}\r\n${good}\r\n`,
      `${header}\r${good}\r`,
      `${header}\n\n${good}`,
    ]) {
      const reading = await readText(text);
      expect(reading.kind).toBe('leadership_in_post');
      expect(reading.problems).toEqual([]);
      expect(claims(reading, 'LeadershipChanged')).toHaveLength(1);
    }
  });

  it('is read in UTF-16 where a byte order mark says so, in either byte order', async () => {
    const little = Buffer.from(`\ufeff${csv(header, good)}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      expect(claims(await readText(bytes), 'LeadershipChanged')).toHaveLength(1);
    }
  });

  it('keeps a cell with a comma, a doubled quote or a line end in quotes together', async () => {
    const text = csv(
      'authority,letter_date,addressee,title',
      'Norfolk,2018-01-19,A Person,"Director, ""People""\nand Places"',
    );
    expect(claims(await readText(text), 'LeadershipObserved')[0]?.data.title).toBe(
      'Director, "People" and Places',
    );
  });

  it('in another encoding is refused as a whole with the encoding and the line named', async () => {
    const latin1 = Buffer.from(csv(header, good, 'Caf\u00e9,dcs,2017-10,2018-01-19'), 'latin1');
    const { problems, proposals } = await readText(latin1);
    expect(proposals).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ reason: 'wrong_encoding', locator: 'line 3' });
    expect(problems[0]?.message).toContain('UTF-8');
  });

  it('that is empty, binary or the beginning of a PDF is refused with the reason', async () => {
    expect(await reasons('')).toEqual(['empty_file at the file']);
    expect(await reasons('\n\n')).toEqual(['empty_file at the file']);
    expect(await reasons(new Uint8Array([1, 0, 2, 0, 3]))).toEqual(['not_text at the file']);
    expect(await reasons('%PDF-1.7')).toEqual(['truncated at the file']);
  });

  it('with a stray quote loses that row to quarantine and no other', async () => {
    const reading = await readText(
      csv(header, 'Norfolk,"dcs"x,2017-10,2018-01-19', good, 'Kent,"dcs,2017-10,2018-01-19', good),
    );
    expect(reading.problems.map(({ reason, locator }) => [reason, locator])).toEqual([
      ['malformed_csv', 'row 2'],
      ['malformed_csv', 'row 4'],
    ]);
    expect(reading.problems[1]?.given).toBe('Kent,"dcs,2017-10,2018-01-19');
    expect(reading.proposals).toHaveLength(2);
  });

  it('with stray quotes in two rows keeps the rows between them', async () => {
    const stray = 'Kent,5" post,2017-10,2018-01-19';
    const reading = await readText(csv(header, stray, good, stray, good));
    expect(reading.problems.map(({ locator }) => locator)).toEqual(['row 2', 'row 4']);
    expect(reading.proposals).toHaveLength(2);
  });

  it('with more filled cells than columns in a row tells that row', async () => {
    expect(await reasons(csv(header, `${good},more`, `${good},,`))).toEqual([
      'too_many_cells at row 2',
    ]);
  });

  it('names the column that is missing, and says so where no table has such columns', async () => {
    const { problems } = await readText(
      csv('authority,role,report_published', 'Norfolk,dcs,2018-01-19'),
    );
    expect(problems[0]).toMatchObject({ reason: 'missing_column', column: 'in_post_since' });
    expect(problems[0]?.message).toContain('in_post_since');
    expect(await reasons(csv('colour,size', 'red,3'))).toEqual(['not_recognised at row 1']);
  });

  it('with an endless line is refused without being held in memory', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'endless.csv');
      const piece = 'x'.repeat(1024 * 1024);
      await writeFile(path, `${header}\n`);
      for (let mb = 0; mb < 200; mb += 50) await writeFile(path, piece.repeat(50), { flag: 'a' });
      await writeFile(path, `\n${good}\n`, { flag: 'a' });
      let most = 0;
      const before = held();
      const watch = setInterval(() => {
        most = Math.max(most, held() - before);
      }, 200);
      const [reading] = await readAll([path]);
      clearInterval(watch);
      expect(reading?.problems.map(({ reason, locator }) => [reason, locator])).toEqual([
        ['record_too_long', 'row 2'],
      ]);
      expect(reading?.proposals).toHaveLength(1);
      // half of the line
      expect(most).toBeLessThan(100 * 1024 * 1024);
    });
  });

  it('of which too many rows are bad is refused as a whole', async () => {
    const bad = good.replace('dcs', 'boss');
    expect(await reasons(csv(header, good, bad, bad, bad), { problems: 1 })).toEqual([
      'too_many_problems at the file',
    ]);
  });

  it('larger than the limit is refused unread', async () => {
    expect(await reasons(csv(header, good), { fileBytes: 10 })).toEqual(['too_large at the file']);
  });
});

describe('a path', () => {
  it('to a folder gives the files in it, without READMEs and hidden files', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'b.csv'), csv(header, good));
      await writeFile(join(folder, 'a.csv'), csv(header, good));
      await writeFile(join(folder, 'README.md'), '# What this is');
      await writeFile(join(folder, '.hidden'), 'x');
      const readings = await readAll([folder]);
      expect(readings.map(({ file }) => file)).toEqual([
        join(folder, 'a.csv'),
        join(folder, 'b.csv'),
      ]);
    });
  });

  it('that leads nowhere is an error before anything is read', async () => {
    await expect(readAll(['/nowhere/at/all'])).rejects.toThrow(NoSuchPath);
  });
});
