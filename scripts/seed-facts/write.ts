// Writes data/seeds from the facts in this folder: node scripts/seed-facts/write.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, seedFacts, seedPeople } from './index.ts';

const folder = join(import.meta.dirname, '..', '..', 'data', 'seeds');
mkdirSync(folder, { recursive: true });

const files = seedFacts();
for (const { file, events } of files) {
  writeFileSync(join(folder, file), jsonLines(events));
  console.log(`${file}: ${events.length} claims`);
}
const people = seedPeople(files);
writeFileSync(join(folder, 'people.jsonl'), jsonLines(people));
console.log(`people.jsonl: ${people.length} names`);
