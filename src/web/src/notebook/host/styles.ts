import '@jupyterlab/application/style/index.js';
import '@jupyterlab/notebook-extension/style/index.js';
import '@jupyterlab/completer-extension/style/index.js';
import '@jupyterlab/documentsearch-extension/style/index.js';
import '@jupyterlab/toc-extension/style/index.js';
import '@jupyterlab/cell-toolbar-extension/style/index.js';
import '@jupyterlab/docmanager-extension/style/index.js';
import '@jupyterlab/theme-light-extension/style/variables.css';
import '@jupyterlab/theme-dark-extension/style/variables.css'; // scoped to the dark theme by build/jupyterPackages.ts
import './theme.css';
import './cells.css';
import './editing.css';
import './outputs.css';
import './series.css';
