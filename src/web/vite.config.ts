import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './build/contentSecurityPolicy.ts';
import { jupyterPackages } from './build/jupyterPackages.ts';

const server = process.env.WORKBENCH_URL ?? 'http://127.0.0.1:8888';
const proxy = { '/api': { target: server, ws: true, changeOrigin: false }, '/openapi': { target: server } };
const headers = { 'Content-Security-Policy': contentSecurityPolicy, 'X-Content-Type-Options': 'nosniff' };

// One React and one Yjs for the whole tree: JupyterLab's packages ask for React 18, the overrides in package.json give them 19.
export default defineConfig({
  plugins: [jupyterPackages(), react()],
  resolve: {
    alias: [
      { find: /^@(?=\/)/, replacement: fileURLToPath(new URL('./src', import.meta.url)) },
      { find: /^~(.*)$/, replacement: '$1' } // CSS of the JupyterLab packages writes url(~package/…)
    ],
    dedupe: ['react', 'react-dom', 'yjs', '@codemirror/state', '@codemirror/view', '@jupyterlab/cells', '@jupyterlab/notebook']
  },
  define: { 'process.env.NODE_ENV': JSON.stringify('production'), global: 'globalThis', __dirname: '"/"' },
  build: { target: 'es2022', reportCompressedSize: false, chunkSizeWarningLimit: 6000 },
  server: { port: 5190, strictPort: true, proxy },
  preview: { port: 5190, strictPort: true, headers, proxy }
});
