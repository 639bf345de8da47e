/** A Plotly figure as kernels send it: the schema of plotly.js 2 (Plotly.NET, plotly.py), of which version 3 dropped some old spellings. */
export interface Figure {
  data?: Bag[];
  layout?: Bag;
  config?: Bag;
  frames?: unknown[];
}

type Bag = Record<string, unknown>;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `title: "text"` became `title: {text}`, `titlefont` became `title.font` (plotly.js 3.0.0, "Removed"). */
export function withTitleObject(bag: Bag): Bag {
  const { title, titlefont, ...rest } = bag;
  if (title === undefined && titlefont === undefined) return bag;
  const object = typeof title === 'string' ? { text: title } : isBag(title) ? title : {};
  return { ...rest, title: titlefont === undefined ? object : { font: titlefont, ...object } };
}

export function titleOf({ layout }: Figure): string {
  const title = layout?.title;
  const text = typeof title === 'string' ? title : isBag(title) ? title.text : undefined;
  return typeof text === 'string' && text !== '' ? text.replace(/<[^>]*>/g, ' ') : 'untitled';
}

const isAxis = (name: string) => /^[xyz]axis\d*$/.test(name);

/** The figure in the colours of the page. What the figure itself says wins. */
export function forTheme(figure: Figure, colour: (variable: string) => string): Required<Pick<Figure, 'data' | 'layout' | 'config'>> {
  const text = colour('--wb-text');
  const line = colour('--wb-line');
  const axis = { gridcolor: line, zerolinecolor: line, linecolor: colour('--wb-line-strong'), automargin: true };
  const own = withTitleObject(figure.layout ?? {});
  const layout: Bag = {
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    colorway: ['--wb-info', '--wb-warn', '--wb-good', '--wb-bad', '--wb-code-keyword', '--wb-code-type'].map(colour),
    autosize: true,
    ...(titleOf(figure) === 'untitled' ? { margin: { t: 32 } } : {}),
    height: 420,
    hoverlabel: { bgcolor: colour('--wb-surface'), font: { color: text } },
    ...own,
    font: { color: text, ...(isBag(own.font) ? own.font : {}) },
    xaxis: axis,
    yaxis: axis
  };
  for (const [name, value] of Object.entries(own)) {
    if (isAxis(name) && isBag(value)) layout[name] = { ...axis, ...withTitleObject(value) };
  }
  return {
    data: figure.data ?? [],
    layout,
    config: { responsive: true, displaylogo: false, ...figure.config, showLink: false, showEditInChartStudio: false }
  };
}
