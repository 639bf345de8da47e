const spaceless = (text: string | null) => (text ?? '').replace(/\s+/g, '');

/** Whether the text of an error says what the refusal box right before it says already. */
export function repeatsRefusal(output: Element): boolean {
  const before = output.closest('.jp-OutputArea-child')?.previousElementSibling;
  const title = spaceless(before?.querySelector('.wb-refusal .wb-refusal-title')?.textContent ?? null);
  const code = spaceless(before?.querySelector('.wb-refusal .wb-code')?.textContent ?? null);
  const text = spaceless(output.textContent);
  return title !== '' && text.includes(title) && text.includes(code);
}
