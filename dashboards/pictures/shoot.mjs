// Draws dashboards on what a Prometheus answers, takes one picture each and says what is wrong with them.
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import path from 'node:path';
import esbuild from 'esbuild';
import puppeteer from 'puppeteer-core';
import sharp from 'sharp';

const here = import.meta.dirname;
const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    prometheus: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    start: { type: 'string' },
    end: { type: 'string' },
    scrape: { type: 'string', default: '5' },
    out: { type: 'string' },
    browser: { type: 'string' },
    excused: { type: 'string', default: path.join(here, 'excused.json') },
    show: { type: 'string', multiple: true, default: [] },
    settle: { type: 'string', default: '2500' },
  },
});

const CAPTION =
  "Drawn with Grafana's published components (@grafana/ui) from the dashboard's JSON; state timelines and the dashed marks of annotations (red: a page begins, blue: a change) drawn by us from the same data. Rows are opened.";
const SCRAPE = Number(options.scrape) * 1000;
const from = Math.ceil(Date.parse(options.from) / SCRAPE) * SCRAPE;
const to = Math.floor(Date.parse(options.to) / SCRAPE) * SCRAPE;
const shown = Object.fromEntries(options.show.map((it) => it.split('=')));

/** The values of the variables: what was asked for, else all. */
function values(dashboard, step, chosen) {
  const seconds = (to - from) / 1000;
  const all = {
    __rate_interval: `${(4 * SCRAPE) / 1000}s`,
    __interval: `${step / 1000}s`,
    __range: `${seconds}s`,
    __range_s: `${seconds}`,
  };
  for (const variable of dashboard.templating.list) {
    if (variable.type !== 'datasource') all[variable.name] = chosen[variable.name] ?? variable.allValue ?? '.*';
  }
  return all;
}

async function serve() {
  const built = await esbuild.build({
    entryPoints: [path.join(here, 'page.jsx')],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    // Their CommonJS halves: the others import CommonJS packages in a way that only webpack understands.
    alias: Object.fromEntries(
      ['data', 'ui'].map((it) => [`@grafana/${it}`, path.join(here, `node_modules/@grafana/${it}/dist/cjs/index.cjs`)]),
    ),
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    loader: { '.svg': 'dataurl', '.ttf': 'empty', '.woff': 'empty', '.woff2': 'empty' },
    logLevel: 'error',
  });
  const script = built.outputFiles.find((it) => it.path.endsWith('.js')).text;
  const styles = [await readFile(path.join(here, 'page.css'), 'utf8')];
  styles.push(...built.outputFiles.filter((it) => it.path.endsWith('.css')).map((it) => it.text));
  const page = `<!doctype html><meta charset="utf-8"><style>${styles.join('\n')}</style><div id="root"></div><script src="/page.js"></script>`;
  const server = createServer((request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html').end(page);
    else if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (request.url.endsWith('.svg')) response.setHeader('content-type', 'image/svg+xml').end('<svg xmlns="http://www.w3.org/2000/svg"/>');
    else response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

async function shoot(browser, address, file, excused) {
  const dashboard = JSON.parse(await readFile(file, 'utf8'));
  const tab = await browser.newPage();
  const errors = [];
  tab.on('pageerror', (error) => errors.push(String(error)));
  if (process.env.DEBUG) tab.on('console', (it) => console.error(it.text()));
  await tab.setViewport({ width: 1600, height: 1000 });
  await tab.goto(address);
  const step = Math.max(SCRAPE, Math.ceil((to - from) / 800 / SCRAPE) * SCRAPE);
  const run = {
    prometheus: options.prometheus,
    from,
    to,
    step,
    shown,
    values: values(dashboard, step, shown),
    all: values(dashboard, step, {}),
    whole: { start: Date.parse(options.start ?? options.from), end: Date.parse(options.end ?? options.to) },
    caption: CAPTION,
    settle: Number(options.settle),
  };
  const seen = await tab.evaluate((a, b) => window.draw(a, b), dashboard, run);
  await tab.setViewport({ width: 1600, height: Math.ceil(seen.height) });
  await new Promise((done) => setTimeout(done, 800));
  const png = await tab.screenshot({ fullPage: true });
  await tab.close();
  const small = await sharp(png).png({ palette: true, colours: 48, dither: 0, effort: 9, compressionLevel: 9 }).toBuffer();
  await writeFile(path.join(options.out, `${dashboard.uid}.png`), small);

  const excuses = excused.filter((it) => it.dashboard === dashboard.uid);
  const wrong = [
    ...errors.map((it) => `page error: ${it}`),
    ...seen.overlaps.map((it) => `overlap: ${it}`),
    ...seen.clipped.map((it) => `clipped title: ${it}`),
  ];
  let empty = 0;
  for (const panel of seen.report) {
    if (panel.error) wrong.push(`error in "${panel.title}": ${panel.error}`);
    for (const { refId, query } of panel.silent) {
      const excuse = excuses.find((it) => it.panel === panel.title && (!it.query || it.query === refId));
      if (excuse) excuse.used = true;
      else wrong.push(`no data in "${panel.title}" ${refId}: ${query}`);
    }
    if (panel.silent.length) empty++;
  }
  return { uid: dashboard.uid, panels: seen.report.length, empty, bytes: small.length, wrong };
}

await mkdir(options.out, { recursive: true });
const excused = JSON.parse(await readFile(options.excused, 'utf8'));
const server = await serve();
const browser = await puppeteer.launch({
  executablePath: options.browser,
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-color-profile=srgb', '--font-render-hinting=none'],
});
let failed = false;
let panels = 0;
let silent = 0;
try {
  for (const file of files) {
    const seen = await shoot(browser, `http://127.0.0.1:${server.address().port}/`, file, excused);
    panels += seen.panels;
    silent += seen.empty;
    console.log(`${seen.uid}: ${seen.panels} panels, ${seen.empty} with a silent query, ${Math.round(seen.bytes / 1024)} KiB`);
    seen.wrong.forEach((it) => console.log(`  ${it}`));
    failed ||= seen.wrong.length > 0;
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${panels} panels, ${silent} with a silent query`);
excused.filter((it) => !it.used && files.some((file) => file.endsWith(`${it.dashboard}.json`)))
  .forEach((it) => { console.log(`excused for nothing: ${it.dashboard}, ${it.panel}`); failed = true; });
process.exitCode = failed ? 1 : 0;
