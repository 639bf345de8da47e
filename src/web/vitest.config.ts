import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { jupyterPackages } from './build/jupyterPackages.ts';

export default defineConfig({
  plugins: [jupyterPackages()],
  resolve: {
    alias: [
      { find: /^@(?=\/)/, replacement: fileURLToPath(new URL('./src', import.meta.url)) },
      { find: /^~(.*)$/, replacement: '$1' }
    ]
  },
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts'],
    css: false,
    // JupyterLab's packages import styles and pictures from JavaScript: they have to go through Vite, not straight to Node.
    server: { deps: { inline: [/@jupyterlab\//, /@jupyter\//, /@lumino\//] } }
  }
});
