import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { extractText, getDocumentProxy } from 'unpdf';

/** What unpdf alone does in a thread: opens each file whose path it is sent, and answers how long its text is. */
parentPort?.on('message', async (path: string) => {
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(path)), { verbosity: 0 });
  const { text } = (await extractText(pdf, { mergePages: true })) as { text: string };
  await pdf.loadingTask.destroy();
  parentPort?.postMessage(text.length);
});
