// Draws one dashboard, given as classic JSON, with Grafana's own panels; state timelines are ours.
import React, { useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { FieldType, ThemeContext, dateTime, reduceField } from '@grafana/data';
import { BigValue, GlobalStyles, PanelChrome, Table, TimeSeries } from '@grafana/ui';
import { interpolate, marksOf, panelData, theme } from './frames.mjs';

const WIDTH = 1560;
const ROW = 38;
const GAP = 8;

/** All panels with the rows opened, each where Grafana would put it then. */
function placed(dashboard) {
  const out = [];
  let shift = 0;
  const top = [...dashboard.panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  for (const panel of top) {
    out.push({ panel, y: panel.gridPos.y + shift });
    if (panel.type === 'row' && panel.collapsed && panel.panels?.length) {
      const base = panel.gridPos.y + 1;
      const first = Math.min(...panel.panels.map((it) => it.gridPos.y));
      panel.panels.forEach((it) => out.push({ panel: it, y: base + shift + it.gridPos.y - first }));
      shift += Math.max(...panel.panels.map((it) => it.gridPos.y + it.gridPos.h)) - first;
    }
  }
  return out;
}

const box = ({ panel, y }) => ({
  left: (panel.gridPos.x * (WIDTH + GAP)) / 24,
  top: y * ROW,
  width: (panel.gridPos.w * (WIDTH + GAP)) / 24 - GAP,
  height: panel.gridPos.h * ROW - GAP,
});

function Nothing({ text }) {
  return <div className="nothing">{text}</div>;
}

function Stat({ panel, frames, width, height }) {
  const calc = panel.options?.reduceOptions?.calcs?.[0] ?? 'lastNotNull';
  const fields = frames.flatMap((it) => it.fields.filter((field) => field.type === FieldType.number));
  const none = panel.fieldConfig.defaults.noValue ?? 'No data';
  const values = fields.map((field) => ({
    ...field.display(reduceField({ field, reducers: [calc] })[calc]),
    title: undefined,
  }));
  if (values.length === 0) values.push({ text: none, numeric: NaN, color: theme.visualization.getColorByName('text') });
  const each = width / values.length;
  return (
    <div style={{ display: 'flex' }}>
      {values.map((value, i) => (
        <BigValue
          key={i}
          value={value}
          width={each}
          height={height}
          theme={theme}
          colorMode={panel.options.colorMode}
          graphMode={panel.options.graphMode}
          justifyMode={panel.options.justifyMode}
          textMode={panel.options.textMode}
        />
      ))}
    </div>
  );
}

function Lines({ panel, frames, width, height, run }) {
  const shown = frames.filter((it) => it.fields.some((field) => field.values.some((value) => value !== null)));
  return (
    <TimeSeries
      width={width}
      height={height}
      frames={shown}
      timeRange={run.range}
      timeZone="utc"
      legend={panel.options.legend}
      structureRev={1}
    >
      {(config) => <Marks config={config} marks={run.marks} />}
    </TimeSeries>
  );
}

/** The dashboard's annotations as dashed lines across a graph. */
function Marks({ config, marks }) {
  useLayoutEffect(() => {
    config.addHook('draw', (u) => {
      const { ctx, bbox } = u;
      ctx.save();
      ctx.setLineDash([4, 4]);
      for (const { time, color } of marks) {
        const x = u.valToPos(time, 'x', true);
        ctx.strokeStyle = theme.visualization.getColorByName(color);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      }
      ctx.restore();
    });
  }, [config, marks]);
  return null;
}

/** The same frames as Grafana's state timeline: equal neighbours are one bar, no value is no bar. */
function States({ panel, frames, width, height, run }) {
  const rows = frames
    .flatMap((frame) => {
      const time = frame.fields.find((it) => it.type === FieldType.time);
      return frame.fields
        .filter((it) => it.type === FieldType.number)
        .map((field) => ({ name: field.config.displayNameFromDS ?? field.name, time, field }));
    })
    .slice(0, panel.options.perPage ?? 20);
  const label = Math.min(width * 0.42, 14 + 6.4 * Math.max(...rows.map((it) => it.name.length)));
  const plot = width - label - 8;
  const line = Math.min(44, (height - 40) / rows.length);
  const x = (ms) => label + ((ms - run.from) / (run.to - run.from)) * plot;
  const ticks = Array.from({ length: 7 }, (_, i) => run.from + ((run.to - run.from) * (i + 0.5)) / 7);
  return (
    <svg width={width} height={height} className="states">
      {rows.map(({ name, time, field }, i) => (
        <g key={i} transform={`translate(0 ${i * line})`}>
          <text x={label - 8} y={line / 2 + 4} textAnchor="end" fill={theme.colors.text.primary}>
            {name}
          </text>
          {bars(time.values, field.values, run).map(({ from, to, value }, j) => {
            const shown = field.display(value);
            return (
              <g key={j}>
                <rect x={x(from)} y={line * 0.06} width={Math.max(1, x(to) - x(from))} height={line * 0.88} fill={shown.color} fillOpacity={0.8} />
                {x(to) - x(from) > 8 * shown.text.length && (
                  <text x={(x(from) + x(to)) / 2} y={line / 2 + 4} textAnchor="middle" fill={theme.colors.getContrastText(shown.color)}>
                    {shown.text}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      ))}
      {run.marks.map(({ time, color }) => (
        <line key={time + color} x1={x(time)} x2={x(time)} y1={0} y2={rows.length * line} stroke={theme.visualization.getColorByName(color)} strokeDasharray="4 4" />
      ))}
      {ticks.map((ms) => (
        <text key={ms} x={x(ms)} y={rows.length * line + 18} textAnchor="middle" fill={theme.colors.text.secondary}>
          {new Date(ms).toISOString().slice(11, 16)}
        </text>
      ))}
    </svg>
  );
}

function bars(times, values, run) {
  const out = [];
  values.forEach((value, i) => {
    if (value === null || Number.isNaN(value)) return;
    const last = out[out.length - 1];
    const to = Math.min(run.to, times[i] + run.step);
    if (last && last.value === value && last.to >= times[i]) last.to = to;
    else out.push({ from: times[i], to, value });
  });
  return out;
}

function Rows({ panel, frames, width, height }) {
  return <Table data={frames[0]} width={width} height={height} showTypeIcons={false} cellHeight={panel.options.cellHeight} />;
}

function Text({ panel }) {
  return <div className="words">{panel.options.content.split('\n').map((line, i) => <div key={i}>{line.replace(/[*_`#]/g, '')}</div>)}</div>;
}

function Body(props) {
  const { panel, frames } = props;
  if (panel.type === 'text') return <Text {...props} />;
  if (panel.type === 'stat') return <Stat {...props} />;
  if (frames.length === 0) return <Nothing text={panel.fieldConfig?.defaults?.noValue ?? 'No data'} />;
  if (panel.type === 'timeseries') return <Lines {...props} />;
  if (panel.type === 'state-timeline') return <States {...props} />;
  if (panel.type === 'table') return <Rows {...props} />;
  throw new Error(`no way to draw a ${panel.type}`);
}

class Guard extends React.Component {
  state = {};
  static getDerivedStateFromError(error) {
    return { error };
  }
  componentDidCatch(error) {
    this.props.onError(String(error));
  }
  render() {
    return this.state.error ? <Nothing text={String(this.state.error)} /> : this.props.children;
  }
}

function Placed({ at, data, run, onError }) {
  const { panel } = at;
  const { left, top, width, height } = box(at);
  const style = { position: 'absolute', left, top, width, height };
  const title = interpolate(panel.title ?? '', run);
  if (panel.type === 'row') {
    return (
      <div className="opened" style={style}>
        {title}
      </div>
    );
  }
  return (
    <div className="placed" data-id={panel.id} style={style}>
      <PanelChrome title={title} width={width} height={height} description={panel.description}>
        {(w, h) => (
          <Guard onError={onError}>
            {data.error ? <Nothing text={data.error} /> : <Body panel={panel} frames={data.frames} width={w} height={h} run={run} />}
          </Guard>
        )}
      </PanelChrome>
    </div>
  );
}

function overlaps(all) {
  const boxes = all.map((it) => ({ title: it.panel.title, ...box(it) }));
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height)
      .map((b) => `${a.title} / ${b.title}`),
  );
}

const clipped = () =>
  [...document.querySelectorAll('.placed h2, .placed h6')]
    .filter((it) => it.scrollWidth > it.clientWidth + 1)
    .map((it) => it.textContent);

/** Called by the driver; answers with what it saw when all is drawn. */
window.draw = async (dashboard, run) => {
  run.range = { from: dateTime(run.from), to: dateTime(run.to), raw: { from: 'now', to: 'now' } };
  const all = placed(dashboard);
  const problems = {};
  const report = [];
  const data = new Map();
  run.marks = await marksOf(dashboard, run);
  for (const { panel } of all) {
    if (panel.type === 'row') continue;
    let got;
    try {
      got = await panelData(panel, run);
    } catch (error) {
      got = { frames: [], silent: [], asked: 0, error: String(error.message ?? error) };
    }
    data.set(panel.id, got);
    report.push({ id: panel.id, title: panel.title, type: panel.type, asked: got.asked, silent: got.silent, error: got.error });
  }
  const shownValues = dashboard.templating.list
    .filter((it) => it.type !== 'datasource')
    .map((it) => `${it.label ?? it.name}: ${run.shown[it.name] ?? 'All'}`);
  const height = Math.max(...all.map((it) => it.y + it.panel.gridPos.h)) * ROW + 96;
  createRoot(document.getElementById('root')).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div className="head">
        <b>{dashboard.title}</b>
        <span>{shownValues.join('   ')}</span>
        <span className="time">
          {run.marks.length} marks &nbsp; {new Date(run.from).toISOString().slice(0, 16).replace('T', ' ')} to {new Date(run.to).toISOString().slice(11, 16)} UTC
        </span>
      </div>
      <div style={{ position: 'relative', height: height - 96 }}>
        {all.map((at) => (
          <Placed
            key={at.panel.id}
            at={at}
            run={run}
            data={data.get(at.panel.id)}
            onError={(text) => (problems[at.panel.id] = text)}
          />
        ))}
      </div>
      <div className="foot">{run.caption}</div>
    </ThemeContext.Provider>,
  );
  await new Promise((done) => setTimeout(done, run.settle));
  report.forEach((it) => (it.error ??= problems[it.id]));
  return { report, overlaps: overlaps(all), clipped: clipped(), height };
};
