/// <reference lib="webworker" />
// The worker in which the JavaScript cells of one notebook run, inside a document without an origin, without network and without the
// page (Workbench.Server/Edge/ScriptFrame.cs). It speaks with the page through one port.
import type { Answer, Ask, End } from '../messages';
import { cellCode } from './cellCode';
import { Drawing, document } from './drawing';
import { failure, sourceName } from './failure';
import { Printing } from './printing';
import { bundleOf, describe, jsonOf } from './values';

const realm = globalThis as unknown as Record<string, unknown>;
// biome-ignore lint/complexity/useArrowFunction: there is no other way to its constructor
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor as new (
  ...parts: string[]
) => (...args: unknown[]) => Promise<unknown>;

Object.assign(realm, { document, window: globalThis });
const own = new Set(Object.keys(realm));

type Send = (answer: Answer) => void;

async function run(id: number, code: string, name: string, send: Send): Promise<End> {
  const printing = new Printing(output => send({ id, output }));
  const drawing = new Drawing();
  const display = async (value: unknown, mimeType?: string) => {
    const data = mimeType ? { [mimeType]: value } : await bundleOf(value);
    printing.flush();
    if (data) send({ id, output: { type: 'display', data } });
  };
  try {
    const cell = new AsyncFunction('element', 'console', 'display', `${cellCode(code)}\n//# sourceURL=${sourceName(name)}`);
    const value = await cell(drawing.element, printing.console, display);
    const html = await drawing.html();
    printing.flush();
    if (html !== '')
      send({ id, output: { type: 'display', data: { 'text/html': html, 'text/plain': drawing.element.textContent ?? '' } } });
    const data = value === drawing.element ? undefined : await bundleOf(value);
    return { status: 'ok', ...(data ? { data } : {}) };
  } catch (error) {
    printing.flush();
    return failure(error, code, name);
  }
}

async function answer(id: number, ask: Ask, send: Send): Promise<End> {
  switch (ask.kind) {
    case 'run':
      return run(id, ask.code, ask.name, send);
    case 'set':
      realm[ask.name] = JSON.parse(ask.json);
      return { status: 'ok' };
    case 'get':
      if (!(ask.name in realm)) throw new ReferenceError(`JavaScript has no variable ${ask.name}.`);
      return { status: 'ok', json: jsonOf(ask.name, realm[ask.name]) };
    case 'list':
      return {
        status: 'ok',
        variables: Object.keys(realm)
          .filter(name => !own.has(name))
          .map(name => describe(name, realm[name]))
      };
  }
}

addEventListener(
  'message',
  event => {
    const [port] = event.ports;
    if (!port) return;
    const send: Send = message => port.postMessage(message);
    let before = Promise.resolve(); // one after another: what a cell draws and prints is its own
    port.onmessage = ({ data }: MessageEvent<{ id: number; ask: Ask }>) => {
      before = before
        .then(() => answer(data.id, data.ask, send))
        .catch(error => failure(error, '', 'cell'))
        .then(end => send({ id: data.id, end }));
    };
  },
  { once: true }
);
