import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { bytes } from '@/ui/words';

/** Above this an output is not drawn: taking it apart, cleaning it and laying it out would hold up the whole page. */
export const mostCharacters = 5_000_000;

const words: Record<string, string> = { 'text/html': 'HTML', 'text/markdown': 'Markdown', 'text/latex': 'LaTeX', 'image/svg+xml': 'SVG' };

export const lengthOf = (data: unknown): number =>
  Array.isArray(data) ? data.reduce((sum: number, line) => sum + String(line).length, 0) : typeof data === 'string' ? data.length : 0;

/** A factory whose renderers say in place of an output of enormous size how large it is. */
export function sized(factory: IRenderMime.IRendererFactory): IRenderMime.IRendererFactory {
  return {
    ...factory,
    createRenderer: options => {
      const renderer = factory.createRenderer(options);
      const draw = renderer.renderModel.bind(renderer);
      renderer.renderModel = async model => {
        const length = lengthOf(model.data[options.mimeType]);
        if (length <= mostCharacters) return draw(model);
        const note = document.createElement('p');
        note.className = 'wb-note';
        note.textContent = `${words[options.mimeType] ?? options.mimeType} of ${bytes(length)} is too large to draw. The notebook keeps it. Show a part of it.`;
        renderer.node.replaceChildren(note);
      };
      return renderer;
    }
  };
}
