// Checks generated dashboards against JSON Schemas made from the published types of @grafana/schema.
// usage: node check.mjs FILE...     prints each deviation; exit codes: 0 none, 1 some
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const here = dirname(fileURLToPath(import.meta.url));
const types = join(here, 'node_modules/@grafana/schema/dist/types/raw');
const ajv = new Ajv({ strict: false, allErrors: true });

// The types leave out what Grafana itself writes and reads: the queries of variables and of Prometheus annotations.
const KNOWN_GAPS = [
  [/^\/templating\/list\/\d+$/, /^(definition|queryValue)$/],
  [/^\/annotations\/list\/\d+$/, /^(expr|step|textFormat|titleFormat|useValueForTime)$/],
];

function schema(path, type) {
  const generator = createGenerator({
    path: join(types, path),
    type,
    tsconfig: join(here, 'tsconfig.json'),
    skipTypeCheck: true,
    additionalProperties: false,
  });
  return ajv.compile(generator.createSchema(type));
}

const dashboardSchema = schema('dashboard/x/types.gen.d.ts', 'Dashboard');
const panelSchemas = new Map();

function panelSchema(kind, type) {
  const key = kind + '/' + type;
  if (!panelSchemas.has(key)) {
    let compiled = null;
    try {
      compiled = schema(`composable/${kind}/panelcfg/x/types.gen.d.ts`, type);
    } catch (e) {
      if (!String(e.message).includes('No root type')) throw e;
    }
    panelSchemas.set(key, compiled);
  }
  return panelSchemas.get(key);
}

const isGap = (error) =>
  error.keyword === 'additionalProperties' &&
  KNOWN_GAPS.some(([path, name]) => path.test(error.instancePath) && name.test(error.params.additionalProperty));

let gaps = 0;
let deviations = 0;

function report(file, where, errors) {
  for (const error of errors ?? []) {
    if (isGap(error)) {
      gaps++;
      continue;
    }
    // A value of a union fails every branch; the branch that names a missing or surplus word says what is wrong.
    if (error.keyword === 'anyOf' || error.keyword === 'if') continue;
    deviations++;
    console.log(`${file}: ${where}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }
}

function checkPanel(file, panel) {
  if (panel.type === 'row') {
    panel.panels.forEach((inner) => checkPanel(file, inner));
    return 0;
  }
  const kind = panel.type.replace('-', '');
  const where = `panel "${panel.title}" `;
  for (const [type, value] of [['Options', panel.options], ['FieldConfig', panel.fieldConfig?.defaults?.custom]]) {
    const validate = value === undefined ? null : panelSchema(kind, type);
    if (value !== undefined && validate === null) {
      deviations++;
      console.log(`${file}: ${where}has ${type}, which panels of the type ${panel.type} do not have`);
    } else if (validate && !validate(value)) {
      report(file, where + type, validate.errors);
    }
  }
}

const files = process.argv.slice(2);
for (const file of files) {
  const dashboard = JSON.parse(readFileSync(file, 'utf8'));
  if (!dashboardSchema(dashboard)) report(file, '', dashboardSchema.errors);
  dashboard.panels.forEach((panel) => checkPanel(file, panel));
}
console.log(`${files.length} dashboards, ${panelSchemas.size} panel schemas: ${deviations} deviations, ${gaps} known gaps of the types`);
process.exit(deviations === 0 ? 0 : 1);
