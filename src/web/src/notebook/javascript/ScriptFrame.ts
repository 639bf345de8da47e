import type { Answer, Ask, End, Output } from './messages';
import realmUrl from './realm/realm?worker&url';

/** Where the server gives the empty document with the policy that shuts the realm in. */
const frameAddress = '/script-frame';

interface Pending {
  output: (output: Output) => void;
  end: (end: End) => void;
}

const lost = (why: string): End => ({ status: 'error', ename: 'Stopped', evalue: why, traceback: [why] });

/**
 * The page's end of the realm in which JavaScript cells run: a worker in a frame whose document has an origin of its own, no cookies
 * and no network. The page only ever sends it text and takes data from it.
 */
export class ScriptFrame {
  private readonly frame = document.createElement('iframe');
  private readonly port: Promise<MessagePort>;
  private readonly pending = new Map<number, Pending>();
  private asked = 0;
  private ended = false;

  constructor() {
    this.frame.setAttribute('sandbox', 'allow-scripts');
    this.frame.src = frameAddress;
    this.frame.title = 'JavaScript cells';
    this.frame.hidden = true;
    this.frame.tabIndex = -1;
    this.port = this.open();
    document.body.append(this.frame);
  }

  /** Asks the realm; what it puts out meanwhile goes to `output`. Never rejects: a realm that ends answers with an error. */
  async ask(ask: Ask, output: (output: Output) => void = () => undefined): Promise<End> {
    const id = ++this.asked;
    const end = new Promise<End>(resolve => this.pending.set(id, { output, end: resolve }));
    this.port.then(
      port => !this.ended && port.postMessage({ id, ask }),
      (error: Error) => this.settle(id, lost(error.message))
    );
    return end;
  }

  /** Ends whatever runs, at once, and forgets all variables. */
  dispose(why = 'JavaScript was stopped. Its variables are lost.'): void {
    this.ended = true;
    this.frame.remove(); // its worker goes with it, busy or not
    for (const id of [...this.pending.keys()]) this.settle(id, lost(why));
  }

  private settle(id: number, end: End): void {
    this.pending.get(id)?.end(end);
    this.pending.delete(id);
  }

  private async open(): Promise<MessagePort> {
    const loaded = new Promise(resolve => this.frame.addEventListener('load', resolve, { once: true }));
    const [source] = await Promise.all([fetch(realmUrl).then(answer => answer.text()), loaded]);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('output' in data) this.pending.get(data.id)?.output(data.output);
      else this.settle(data.id, data.end);
    };
    // The document's origin is opaque and has no name to send to; nothing in it but our own bootstrap runs in the document itself.
    this.frame.contentWindow?.postMessage({ source }, '*', [port2]);
    return port1;
  }
}
