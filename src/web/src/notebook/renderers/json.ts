import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { jsonTree } from './jsonTree';

const mimeType = 'application/json';

class JsonOutput extends Widget implements IRenderMime.IRenderer {
  constructor() {
    super();
    this.addClass('wb-json');
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.node.replaceChildren(jsonTree(model.data[mimeType]));
  }
}

export const jsonFactory: IRenderMime.IRendererFactory = {
  safe: true,
  mimeTypes: [mimeType],
  defaultRank: 100, // what the kernel also gives as HTML or as a picture says more
  createRenderer: () => new JsonOutput()
};
