import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';

interface Edit {
  at: number;
  remove: number;
  text: string;
}

const declarators = (declaration: SyntaxNode): { definition: SyntaxNode; initialised: boolean; destructures: boolean }[] => {
  const found = [];
  for (let node = declaration.firstChild; node; node = node.nextSibling) {
    const destructures = node.name === 'ObjectPattern' || node.name === 'ArrayPattern';
    if (node.name !== 'VariableDefinition' && !destructures) continue;
    let next = node.nextSibling;
    if (next?.name === 'TypeAnnotation') next = next.nextSibling;
    found.push({ definition: node, initialised: next?.name === 'Equals', destructures });
  }
  return found;
};

/** `const a = 1, {b} = o` becomes `(a = 1, {b} = o)`: an assignment to globals, at the same place in its line. */
function globalised(declaration: SyntaxNode, code: string): Edit[] {
  const keyword = declaration.firstChild;
  if (!keyword || !['const', 'let', 'var'].includes(keyword.name)) return [];
  const edits: Edit[] = [{ at: keyword.from, remove: keyword.to - keyword.from, text: '('.padStart(keyword.to - keyword.from) }];
  for (const { definition, initialised } of declarators(declaration)) {
    if (!initialised) edits.push({ at: definition.to, remove: 0, text: ' = undefined' });
  }
  const ended = code[declaration.to - 1] === ';';
  edits.push({ at: ended ? declaration.to - 1 : declaration.to, remove: ended ? 1 : 0, text: ');' });
  return edits;
}

/** Statements whose own `return` does not end the cell. */
const returns = (node: SyntaxNode): boolean => {
  if (node.name === 'ReturnStatement') return true;
  if (/Function|Class|Method|Property/.test(node.name)) return false;
  for (let child = node.firstChild; child; child = child.nextSibling) if (returns(child)) return true;
  return false;
};

/**
 * The body of the asynchronous function that a cell becomes. What the cell declares at its top level is declared for the cells after
 * it too, and its last expression is its value when it has no `return`. Lines stay where they are.
 */
export function cellCode(code: string): string {
  const top = parser.parse(code).topNode;
  const edits: Edit[] = [];
  const statements: SyntaxNode[] = [];
  let hoisted = '';
  for (let node = top.firstChild; node; node = node.nextSibling) {
    if (!node.name.endsWith('Comment')) statements.push(node);
    if (node.name === 'VariableDeclaration') edits.push(...globalised(node, code));
    const name = node.getChild('VariableDefinition');
    if (node.name === 'FunctionDeclaration' && name)
      hoisted += `globalThis.${code.slice(name.from, name.to)} = ${code.slice(name.from, name.to)}; `;
    if (node.name === 'ClassDeclaration' && name) {
      edits.push({ at: node.from, remove: 0, text: `${code.slice(name.from, name.to)} = ` }, { at: node.to, remove: 0, text: ';' });
    }
  }
  const last = statements.at(-1);
  if (last?.name === 'ExpressionStatement' && !returns(top)) edits.push({ at: last.from, remove: 0, text: 'return ' });
  let body = '';
  let from = 0;
  // Edits of the same place keep the order in which they were made.
  for (const { at, remove, text } of edits.sort((a, b) => a.at - b.at)) {
    body += code.slice(from, at) + text;
    from = at + remove;
  }
  return hoisted + body + code.slice(from);
}

/** The line (from 1) at which the text stops being JavaScript; null when it is JavaScript. */
export function lineOfSyntaxError(code: string): number | null {
  let found: number | null = null;
  parser.parse(code).iterate({
    enter: node => {
      if (node.type.isError) found ??= node.from;
      return found === null;
    }
  });
  return found === null ? null : code.slice(0, found).split('\n').length;
}
