import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { errorFactory } from './error';
import { htmlFactory, markdownFactory } from './html';
import { imageFactory } from './image';
import { jsonFactory } from './json';
import { mermaidFactory } from './mermaid';
import { plotlyFactory } from './plotly';
import { seriesFactory } from './series';
import { svgFactory } from './svg';
import { tableFactory } from './table';

/** What this page draws in its own way; the stock renderers keep LaTeX and plain text. */
export const renderers: IRenderMime.IRendererFactory[] = [
  plotlyFactory,
  mermaidFactory,
  seriesFactory,
  imageFactory,
  svgFactory,
  htmlFactory,
  markdownFactory,
  jsonFactory,
  tableFactory,
  errorFactory
];
