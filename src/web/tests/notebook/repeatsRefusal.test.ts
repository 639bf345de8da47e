// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { repeatsRefusal } from '@/notebook/renderers/repeatsRefusal';

const box = '<div class="wb-refusal"><p class="wb-refusal-title">No permit for lung.</p><code class="wb-code">no-permit</code></div>';

function outputs(first: string, second: string): Element {
  document.body.innerHTML = [first, second].map(html => `<div class="jp-OutputArea-child"><div>${html}</div></div>`).join('');
  return document.querySelectorAll('.jp-OutputArea-child > div')[1] as Element;
}

afterEach(() => document.body.replaceChildren());

it.each([
  ['the same refusal', box, '<pre>Refused (no-permit): lung.\nNo permit for lung.</pre>', true],
  ['another error after a refusal', box, '<pre>(1,1): error CS0103</pre>', false],
  ['a refusal without its box', '<pre>228</pre>', '<pre>Refused (no-permit): lung.\nNo permit for lung.</pre>', false]
])('an error is said already by the box before it: %s', (_, first, second, said) => {
  expect(repeatsRefusal(outputs(first, second))).toBe(said);
});
