import { LanguageSupport, StreamLanguage, type StreamParser } from '@codemirror/language';
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { languages } from './languages';

const diagram =
  /^(graph|flowchart|sequenceDiagram|classDiagram|stateDiagram(-v2)?|erDiagram|gantt|pie|journey|gitGraph|mindmap|timeline|quadrantChart|xychart-beta|sankey-beta)\b/;
const word =
  /^(subgraph|end|participant|actor|as|loop|alt|else|opt|par|note|over|activate|deactivate|class|state|section|title|direction|style|classDef|click|link|TB|TD|BT|RL|LR)\b/;

/** Mermaid's words, arrows, texts and comments: enough to read a diagram's source by. */
const mermaid: StreamParser<unknown> = {
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^%%.*/)) return 'comment';
    if (stream.match(diagram)) return 'keyword';
    if (stream.match(word)) return 'keyword';
    if (stream.match(/^"[^"]*"?/)) return 'string';
    if (stream.match(/^[[({>|][^\])}|]*[\])}|]+/)) return 'string';
    if (stream.match(/^[<ox]?[-=.~]{2,}[->ox)|]*/)) return 'operator';
    if (stream.match(/^\d+(\.\d+)?/)) return 'number';
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) return 'variableName';
    stream.next();
    return null;
  }
};

/** CodeMirror knows no Mermaid. */
export function addMermaidMode(registry: IEditorLanguageRegistry): void {
  const mime = languages.mermaid?.mime ?? '';
  registry.addLanguage({ name: 'mermaid', mime, support: new LanguageSupport(StreamLanguage.define(mermaid)) });
}
