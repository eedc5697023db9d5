import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  Application,
  DeclarationReflection,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
  ReflectionType,
  type TranslatedString,
  TSConfigReader,
} from 'typedoc';
import { descriptions } from './descriptions.ts';
import { namedTypes } from './named-types.ts';

/**
 * Makes the reference from the docstrings of everything that a package gives to whoever installs it. `--out FOLDER` says
 * where; `--json FILE` writes what the pages would say as one document instead. Whatever is public and says nothing of itself, and a
 * link that leads nowhere, is told, and ends it with 1.
 */
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'var/reference') },
    json: { type: 'string' },
  },
});

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly types: string }>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

const packages = readdirSync(join(root, 'packages'))
  .map((name) => join(root, 'packages', name))
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = Object.keys(manifest.publishConfig.exports).map((name) =>
      join(folder, manifest.exports[name]!.types),
    );
    return { name: manifest.name, files, sources: join(folder, 'src/') };
  });
const entryPoints = packages.flatMap(({ files }) => files);

const app = await Application.bootstrapWithPlugins(
  {
    name: 'Monitoring timeline',
    entryPoints,
    tsconfig: join(import.meta.dirname, 'tsconfig.json'),
    basePath: join(root, 'packages'),
    plugin: [namedTypes, descriptions],
    packagesRequiringDocumentation: packages.map(({ name }) => name),
    requiredToBeDocumented: [
      'Enum',
      'EnumMember',
      'Variable',
      'Function',
      'Class',
      'Interface',
      'Method',
      'Accessor',
      'TypeAlias',
    ],
    validation: { notDocumented: true, notExported: false, invalidLink: true },
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
    // the check of types is another step's
    skipErrorChecking: true,
    disableGit: true,
    sourceLinkTemplate: '{path}#L{line}',
    readme: join(root, 'docs/library.md'),
  },
  [new TSConfigReader()],
);
// nothing but what those files import is read
app.options.setCompilerOptions(entryPoints, app.options.getCompilerOptions(app.logger), undefined);

const project = await app.convert();
if (project) {
  app.validate(project);
  for (const field of silentFields(project)) {
    app.logger.warn(
      `${field.getFullName()} says nothing of itself. Give it a docstring.` as TranslatedString,
    );
  }
  if (values.json) await app.generateJson(project, values.json);
  else await app.generateDocs(project, values.out);
}
if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;

/** Fields of the packages' own that say nothing of themselves. */
function silentFields(project: ProjectReflection): readonly Reflection[] {
  return project.getReflectionsByKind(ReflectionKind.Property).filter((field) => {
    if (!(field instanceof DeclarationReflection)) return false;
    const file = field.sources?.[0]?.fullFileName;
    if (!packages.some(({ sources }) => file?.startsWith(sources)) || isOption(field)) return false;
    const called = field.type instanceof ReflectionType ? field.type.declaration.signatures : [];
    return !field.hasComment() && !called?.some((signature) => signature.hasComment());
  });
}

/** True of what a parameter is made of: the function tells of that. */
function isOption({ parent }: Reflection): boolean {
  return parent !== undefined && (parent.kindOf(ReflectionKind.Parameter) || isOption(parent));
}
