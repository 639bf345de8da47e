import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import DOMPurify from 'dompurify';

/**
 * What outputs and text cells may put into the page, whoever wrote them: no script, no frames, nothing that the browser fetches or
 * follows by itself (`meta refresh`, `link`), nothing that acts for the reader when clicked (forms, JupyterLab's command links).
 * Styles hold inside their own output only.
 */
const settings = {
  FORBID_TAGS: ['form', 'meta', 'link', 'base', 'iframe', 'object', 'embed', 'portal'],
  FORBID_ATTR: ['ping', 'data-commandlinker-command', 'data-commandlinker-args', 'formaction', 'autofocus'],
  FORCE_BODY: true // a style element at the very start would be dropped with the head
};

// An instance of its own: the diagram library uses the shared one, with rules of its own.
const purify = DOMPurify(window);
purify.addHook('uponSanitizeElement', node => {
  if (node.nodeName === 'STYLE' && node.textContent) node.textContent = scoped(node.textContent);
});
purify.addHook('afterSanitizeAttributes', node => {
  if (node.nodeName === 'A' && node.hasAttribute('href')) {
    node.setAttribute('rel', 'noopener noreferrer');
    if (!node.getAttribute('href')?.startsWith('#')) node.setAttribute('target', '_blank');
  }
});

/** The same rules, for the element that holds the style and what is in it (CSS Cascading and Inheritance 6, `@scope`). */
export function scoped(css: string): string {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css); // parsed and written anew, so that no brace of the text can end the scope
  return `@scope {\n${[...sheet.cssRules].map(rule => rule.cssText).join('\n')}\n}`;
}

export const sanitizer: IRenderMime.ISanitizer = {
  allowNamedProperties: true,
  allowCommandLinker: false,
  getAutolink: () => true,
  sanitize: dirty => purify.sanitize(dirty, settings)
};
