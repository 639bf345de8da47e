/** The policy the server sends with every page; `vite preview` sends the same, so that a violation shows up here first. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // JupyterLab, CodeMirror, Mantine and Plotly write style elements
  "img-src 'self' data: blob:", // figures in cell outputs
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'"
].join('; ');
