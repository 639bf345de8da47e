import { latexRendererFactory } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { errorFactory } from './error';
import { htmlFactory, markdownFactory } from './html';
import { imageFactory } from './image';
import { jsonFactory } from './json';
import { mermaidFactory } from './mermaid';
import { plotlyFactory } from './plotly';
import { seriesFactory } from './series';
import { sized } from './sized';
import { svgFactory } from './svg';
import { tableFactory } from './table';
import { textFactory } from './text';

/** What this page draws in its own way; the stock renderer keeps LaTeX. */
export const renderers: IRenderMime.IRendererFactory[] = [
  plotlyFactory,
  mermaidFactory,
  seriesFactory,
  imageFactory,
  sized(svgFactory),
  sized(htmlFactory),
  sized(markdownFactory),
  sized({ ...latexRendererFactory, defaultRank: 65 }),
  jsonFactory,
  tableFactory,
  errorFactory,
  textFactory
];
