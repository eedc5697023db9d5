import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../readers/docx.ts';
import { readHtml } from '../readers/html.ts';
import { defaultLimits } from '../readers/limits.ts';
import { readOdt } from '../readers/odt.ts';
import { testContext, textDocument } from '../testing/documents.ts';
import { inFolder } from '../testing/files.ts';
import { docxOfText, odtOfText, savedPageOfText } from '../testing/office.ts';
import { inShort } from './examples.ts';
import { kindsOfDocument } from './kinds/index.ts';
import type { DocumentText } from './model.ts';
import { recogniseDocument } from './recognise.ts';

const formats = {
  docx: { make: docxOfText, read: readDocx },
  odt: { make: odtOfText, read: readOdt },
  html: { make: savedPageOfText, read: readHtml },
} as const;

function asRead(document: DocumentText, published: string | undefined) {
  const kind = recogniseDocument(document)?.kind;
  return {
    kind: kind?.kind,
    reading: kind && inShort(kind.extract(document, { ...testContext('example.txt'), published })),
  };
}

const examples = kindsOfDocument.flatMap(({ kind, examples }) =>
  examples.map((example) => ({ kind, ...example })),
);

describe.each(Object.entries(formats))('a document as %s', (name, { make, read }) => {
  it.each(examples)('says what it says as text: $kind, $shows', async ({ text, published }) => {
    await inFolder(async (folder) => {
      const path = join(folder, `example.${name}`);
      await writeFile(path, make(text));
      const document = await read(path, '0'.repeat(64), defaultLimits);
      expect(asRead(document, published)).toEqual(asRead(textDocument(text), published));
    });
  });
});
