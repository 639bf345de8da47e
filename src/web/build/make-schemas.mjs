// Collects the settings schemas of the allow-listed JupyterLab packages into one JSON file, so that the page needs no settings
// endpoint. Runs before every build and check; the result is not committed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scope = join(root, 'node_modules/@jupyterlab');
const packages = [
  'apputils',
  'cell-toolbar',
  'codemirror',
  'completer',
  'docmanager',
  'documentsearch',
  'markedparser',
  'mathjax',
  'notebook',
  'rendermime',
  'shortcuts',
  'toc'
];

const entry = (id, schema, version) => ({
  id,
  schema,
  version,
  raw: '{}',
  settings: {},
  warning: null,
  last_modified: null,
  created: null
});
const schemas = [];
for (const name of packages) {
  const folder = join(scope, `${name}-extension`, 'schema');
  if (!existsSync(folder)) continue;
  const { version } = JSON.parse(readFileSync(join(scope, `${name}-extension`, 'package.json'), 'utf8'));
  for (const file of readdirSync(folder)
    .filter(n => n.endsWith('.json'))
    .sort()) {
    schemas.push(
      entry(`@jupyterlab/${name}-extension:${file.slice(0, -5)}`, JSON.parse(readFileSync(join(folder, file), 'utf8')), version)
    );
  }
}

const schemaOf = id => schemas.find(s => s.id === id).schema;
const tracker = schemaOf('@jupyterlab/notebook-extension:tracker');
// Wrapped lines: nothing scrolls sideways inside a cell, which a keyboard user could not reach and a phone could not show.
tracker.properties.codeCellConfig.default = { ...tracker.properties.codeCellConfig.default, lineWrap: true };
// Start and end of each run are written into the cell, so that its duration is still known tomorrow.
tracker.properties.recordTiming.default = true;
// The first answer of a kernel takes longer than the stock second; without it only words of the cell would be offered.
schemaOf('@jupyterlab/completer-extension:manager').properties.providerTimeout.default = 4000;
// Lost work is worse than one more request.
schemaOf('@jupyterlab/docmanager-extension:plugin').properties.autosaveInterval.default = 10;
// The page's header has the notebook's actions.
for (const schema of schemas.map(s => s.schema)) {
  if (schema['jupyter.lab.toolbars']?.Notebook) schema['jupyter.lab.toolbars'].Notebook = [];
}
// Our own item in the cell toolbar; a schema is all that the toolbar registry asks for.
schemas.push(
  entry(
    'workbench:polyglot',
    { title: 'Polyglot cells', type: 'object', properties: {}, 'jupyter.lab.toolbars': { Cell: [{ name: 'polyglot-language', rank: 0 }] } },
    '1.0.0'
  )
);

// Left alone when nothing changed: a newer file would look like a changed source to whoever builds next.
const target = join(root, 'src/notebook/host/schemas.json');
const text = JSON.stringify(schemas);
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
console.log(`settings schemas: ${schemas.length}`);
