import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const emptyModule = '\0left-out.js';

/**
 * What the JupyterLab packages expect of their own bundler and Vite does not do by itself:
 * svg, md and *.raw.css imported from JavaScript are text; the dark theme must not claim :root; FontAwesome 5 (3 MB of fonts that
 * nothing on our pages uses) stays out.
 */
export function jupyterPackages(): Plugin {
  return {
    name: 'workbench:jupyter-packages',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source.includes('@fortawesome/fontawesome-free')) return emptyModule;
      if (!source.endsWith('.raw.css')) return undefined;
      // Returning text from load() is not enough here: Vite's own CSS plugin would take the file. The query keeps it away.
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved ? `${resolved.id}?raw` : undefined;
    },
    async load(id) {
      if (id === emptyModule) return 'export {}';
      const [file = '', query] = id.split('?');
      if (query || !/node_modules\/@(jupyterlab|jupyter)\/.*\.(svg|md)$/.test(file)) return undefined;
      return { code: `export default ${JSON.stringify(await readFile(file, 'utf8'))}`, moduleType: 'js', map: null };
    },
    transform(code, id) {
      // Both stock themes declare their variables on :root. Scoping the dark ones lets one attribute switch between them.
      if (!/theme-dark-extension\/style\/variables\.css$/.test(id.split('?')[0] ?? '')) return undefined;
      return { code: code.replaceAll(':root', ":root[data-jp-theme-light='false']"), map: null };
    }
  };
}
