import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDirectory } from '@monitoring-timeline/core';
import { readPaths } from '@monitoring-timeline/ingest';
import { corpusFolder, haveCorpus, readExpected } from '../../documents/corpus.ts';
import { type Bench, quantile, timed } from '../bench.ts';

const rounds = 2;
/** Every third document of the corpus: all kinds, sizes and years. */
const every = 3;

function sample(): readonly string[] {
  return readExpected()
    .filter((_, index) => index % every === 0)
    .map(({ file }) => join(corpusFolder, file));
}

const directory = createDirectory();

async function ours(paths: readonly string[], readers: number | undefined): Promise<number> {
  let claims = 0;
  for await (const { proposals } of readPaths(paths, { directory, readers }))
    claims += proposals.length;
  return claims;
}

/** What unpdf alone does: open each file and give its text. */
async function textAlone(paths: readonly string[]): Promise<number> {
  const { extractText, getDocumentProxy } = await import(
    new URL('../../../packages/ingest/node_modules/unpdf/dist/index.mjs', import.meta.url).href
  );
  let chars = 0;
  for (const path of paths) {
    const pdf = await getDocumentProxy(new Uint8Array(await readFile(path)), { verbosity: 0 });
    const { text } = (await extractText(pdf, { mergePages: true })) as { text: string };
    chars += text.length;
    await pdf.loadingTask.destroy();
  }
  return chars;
}

function against(name: string, readers: number | undefined): Bench {
  return {
    name,
    target: { atMost: 1.3, unit: 'ratio' },
    async run() {
      const paths = sample();
      await textAlone(paths.slice(0, 3));
      const times = { ours: [] as number[], alone: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        times.alone.push(await timed(() => textAlone(paths)));
        times.ours.push(await timed(() => ours(paths, readers)));
      }
      const [mine, theirs] = [quantile(times.ours, 0.5), quantile(times.alone, 0.5)];
      return {
        value: mine / theirs,
        detail: `${paths.length} documents to checked claims in ${(mine / 1000).toFixed(2)} s, unpdf to text in ${(theirs / 1000).toFixed(2)} s, median of ${rounds}`,
      };
    },
  };
}

/** Reading documents, against what unpdf alone takes for their text. Only where the corpus is. */
export const benches: readonly Bench[] = haveCorpus
  ? [
      against('documents to claims, one reader per core, in times of unpdf text alone', undefined),
      against('documents to claims, one reader, in times of unpdf text alone', 1),
    ]
  : [];
