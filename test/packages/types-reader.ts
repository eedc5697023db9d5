import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';

/** Prints, as JSON, how the types of a package are found by whoever installs it: `node types-reader.ts TARBALL`. */
const data = new Uint8Array(readFileSync(process.argv[2]!));
console.log(JSON.stringify(await checkPackage(createPackageFromTarballData(data))));
