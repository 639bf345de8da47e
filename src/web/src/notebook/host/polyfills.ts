// path-browserify (inside @jupyterlab/coreutils) calls process.cwd() for every relative address in an output or a Markdown cell.
// Nothing else is given: nothing may take this page for Node.
const scope = globalThis as { process?: unknown };
scope.process ??= { env: {}, cwd: () => '/' };

export {};
