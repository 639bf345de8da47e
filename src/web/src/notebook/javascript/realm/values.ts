import type { Bundle, Variable } from '../messages';
import { htmlOf } from './drawing';
import { inspect } from './inspect';

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null && 'outerHTML' in value;

/** How a value is shown. Null when there is nothing to show. */
export async function bundleOf(value: unknown): Promise<Bundle | undefined> {
  if (value === undefined) return undefined;
  if (isElement(value)) return { 'text/html': await htmlOf(value), 'text/plain': value.textContent ?? '' };
  const plain = { 'text/plain': inspect(value) };
  if (typeof value !== 'object' || value === null) return plain;
  try {
    const json = JSON.stringify(value);
    return json === undefined || json.length > 2_000_000 ? plain : { 'application/json': JSON.parse(json), ...plain };
  } catch {
    return plain; // circular, or holding what JSON has no word for
  }
}

/** A value on its way to another language. */
export function jsonOf(name: string, value: unknown): string {
  const json = JSON.stringify(value, (_, inner) => {
    if (inner instanceof Map) return Object.fromEntries(inner);
    if (inner instanceof Set) return [...inner];
    if (ArrayBuffer.isView(inner)) return Array.from(inner as unknown as ArrayLike<unknown>);
    return typeof inner === 'bigint' ? Number(inner) : inner;
  });
  if (json === undefined) throw new TypeError(`${name} is a ${typeof value}, which cannot leave JavaScript.`);
  return json;
}

export function describe(name: string, value: unknown): Variable {
  const count = Array.isArray(value) || ArrayBuffer.isView(value) ? (value as unknown as ArrayLike<unknown>).length : null;
  const size = value instanceof Map || value instanceof Set ? value.size : count;
  const type = value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'Object') : typeof value;
  return { name, type, shape: size === null ? null : String(size), preview: inspect(value, 1).replace(/\s+/g, ' ').slice(0, 200) };
}
