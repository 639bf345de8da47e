declare module '@jupyterlab/*/style/index.js';
declare module 'plotly.js-strict-dist-min' {
  interface Plotly {
    react(node: HTMLElement, data: unknown[], layout: object, config: object): Promise<HTMLElement>;
    purge(node: HTMLElement): void;
    addFrames(node: HTMLElement, frames: unknown[]): Promise<void>;
  }
  const plotly: Plotly;
  export default plotly;
}
