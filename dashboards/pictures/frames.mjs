// Asks Prometheus as Grafana's data source does and makes data frames of its answers.
import {
  FieldType,
  createTheme,
  getDisplayProcessor,
  standardTransformers,
  standardTransformersRegistry,
  toDataFrame,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';

export const theme = createTheme({ colors: { mode: 'dark' } });

standardTransformersRegistry.setInit(() =>
  [...new Map(Object.values(standardTransformers).map((it) => [it.id, it])).values()].map((it) => ({
    id: it.id,
    name: it.name,
    transformation: it,
  })),
);

/** Fills in the variables of a text: $name, ${name}, ${name:format} and the built-in ones. */
export function interpolate(text, run) {
  return text.replace(/\$\{(\w+)(?::\w+)?\}|\$(\w+)/g, (all, braced, plain) => {
    const name = braced ?? plain;
    return run.values[name] ?? all;
  });
}

async function ask(run, path, parameters) {
  const url = `${run.prometheus}/api/v1/${path}?${new URLSearchParams(parameters)}`;
  const answer = await (await fetch(url)).json();
  if (answer.status !== 'success') throw new Error(`${answer.error} in ${parameters.query}`);
  if (answer.warnings?.length) console.warn(`${answer.warnings.join('; ')} in ${parameters.query}`);
  return answer.data.result;
}

const number = (text) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));

const seriesName = (target, labels) => {
  const legend = target.legendFormat && target.legendFormat !== '__auto' ? target.legendFormat : '';
  if (legend) return legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (all, label) => labels[label] ?? '');
  const rest = Object.entries(labels).filter(([name]) => name !== '__name__');
  return `${labels.__name__ ?? ''}{${rest.map(([name, value]) => `${name}="${value}"`).join(', ')}}`;
};

const grid = (run) => {
  const times = [];
  for (let t = run.from; t <= run.to; t += run.step) times.push(t);
  return times;
};

/** One frame a series; what is missing on the grid, or is no number, is a gap. */
function rangeFrames(run, target, result) {
  const times = grid(run);
  return result.map(({ metric, values }) => {
    const at = new Map(values.map(([time, value]) => [Math.round(time * 1000), number(value)]));
    return toDataFrame({
      refId: target.refId,
      name: seriesName(target, metric),
      fields: [
        { name: 'Time', type: FieldType.time, values: times },
        {
          name: 'Value',
          type: FieldType.number,
          labels: metric,
          config: { displayNameFromDS: seriesName(target, metric) },
          values: times.map((time) => (Number.isNaN(at.get(time)) ? null : (at.get(time) ?? null))),
        },
      ],
    });
  });
}

function instantFrames(run, target, result) {
  return result.map(({ metric, value }) =>
    toDataFrame({
      refId: target.refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: [value[0] * 1000] },
        {
          name: 'Value',
          type: FieldType.number,
          labels: metric,
          config: { displayNameFromDS: seriesName(target, metric) },
          values: [number(value[1])],
        },
      ],
    }),
  );
}

/** One frame for all series: time, each label, the value. */
function tableFrame(target, result, alone) {
  const labels = [...new Set(result.flatMap((it) => Object.keys(it.metric)))].filter((it) => it !== '__name__').sort();
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: result.map((it) => it.value[0] * 1000) },
      ...labels.map((label) => ({
        name: label,
        type: FieldType.string,
        config: { filterable: true },
        values: result.map((it) => it.metric[label] ?? ''),
      })),
      {
        name: alone ? 'Value' : `Value #${target.refId}`,
        type: FieldType.number,
        values: result.map((it) => number(it.value[1])),
      },
    ],
  });
}

/** Whether the query has data at any time of the whole run, with every variable at All. */
async function everAnswers(run, query) {
  const { start, end } = run.whole;
  const result = await ask(run, 'query_range', { query, start: start / 1000, end: end / 1000, step: 5 });
  return result.some((it) => it.values.some(([, value]) => value !== 'NaN'));
}

/** The annotations of a dashboard within the time shown, each time once: where samples begin, or the times that they hold. */
export async function marksOf(dashboard, run) {
  const marks = new Map();
  for (const annotation of dashboard.annotations.list) {
    const query = interpolate(annotation.expr, run);
    const result = await ask(run, 'query_range', { query, start: run.from / 1000, end: run.to / 1000, step: run.step / 1000 });
    for (const { values } of result) {
      const times = annotation.useValueForTime ? values.map(([, value]) => number(value)) : [values[0][0] * 1000];
      times
        .filter((time) => time >= run.from && time <= run.to)
        .forEach((time) => marks.set(`${annotation.name} ${time}`, { time, color: annotation.iconColor }));
    }
  }
  return [...marks.values()];
}

/** Queries, transforms and decorates: what the panel would get from Grafana, and which queries answered nothing. */
export async function panelData(panel, run) {
  const targets = (panel.targets ?? []).filter((it) => !it.hide);
  const silent = [];
  let frames = [];
  for (const target of targets) {
    const query = interpolate(target.expr, run);
    const result = target.instant
      ? await ask(run, 'query', { query, time: run.to / 1000 })
      : await ask(run, 'query_range', { query, start: run.from / 1000, end: run.to / 1000, step: run.step / 1000 });
    const values = result.flatMap((it) => it.values ?? [it.value]);
    if (!values.some(([, value]) => value !== 'NaN') && !(await everAnswers(run, interpolate(target.expr, { values: run.all })))) {
      silent.push({ refId: target.refId, query });
    }
    if (target.format === 'table') {
      if (result.length > 0) frames.push(tableFrame(target, result, targets.length === 1));
    } else {
      frames.push(...(target.instant ? instantFrames : rangeFrames)(run, target, result));
    }
  }
  if (panel.transformations?.length && frames.length) {
    frames = await lastValueFrom(transformDataFrame(panel.transformations, frames));
  }
  let index = 0;
  for (const frame of frames) {
    for (const field of frame.fields) {
      decorate(field, panel, run, field.type === FieldType.number ? index++ : 0);
    }
  }
  return { frames, silent, asked: targets.length };
}

const CUSTOM = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: 'none',
  spanNulls: false,
  showPoints: 'auto',
  pointSize: 5,
  stacking: { mode: 'none', group: 'A' },
  axisPlacement: 'auto',
  axisLabel: '',
  axisColorMode: 'text',
  axisBorderShow: false,
  axisCenteredZero: false,
  scaleDistribution: { type: 'linear' },
  barAlignment: 0,
  barWidthFactor: 0.6,
  hideFrom: { tooltip: false, viz: false, legend: false },
  thresholdsStyle: { mode: 'off' },
};

/** Gives a field the panel's defaults and its overrides by name, as Grafana's core does from its registry. */
function decorate(field, panel, run, seriesIndex) {
  const defaults = panel.fieldConfig?.defaults ?? {};
  const config = { ...field.config, ...structuredClone(defaults) };
  config.custom = { ...(panel.type === 'timeseries' ? CUSTOM : {}), ...defaults.custom };
  const name = field.config.displayName ?? field.config.displayNameFromDS ?? field.name;
  for (const override of panel.fieldConfig?.overrides ?? []) {
    const { id, options } = override.matcher;
    const fits =
      (id === 'byName' && (options === field.name || options === name)) ||
      (id === 'byType' && options === field.type) ||
      (id === 'byRegexp' && new RegExp(options.replace(/^\/|\/$/g, '')).test(name));
    if (!fits) continue;
    for (const property of override.properties) {
      if (property.id.startsWith('custom.')) config.custom[property.id.slice(7)] = property.value;
      else config[property.id] = property.value;
    }
  }
  config.color ??= { mode: panel.type === 'timeseries' ? 'palette-classic' : 'thresholds' };
  config.thresholds ??= { mode: 'absolute', steps: [{ color: 'green', value: -Infinity }] };
  config.thresholds.steps.forEach((step) => (step.value ??= -Infinity));
  delete config.links;
  field.config = config;
  field.state = { seriesIndex, displayName: config.displayName };
  field.display = getDisplayProcessor({ field, theme, timeZone: 'utc' });
}
