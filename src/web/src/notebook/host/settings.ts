import type { Setting, SettingManager } from '@jupyterlab/services';
import { type ISettingRegistry, SettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';
import JSON5 from 'json5';
import bundled from './schemas.json';

type Bag = Record<string, unknown>;
type Schema = { properties?: Record<string, Schema>; default?: unknown };

const plugins = bundled as unknown as ISettingRegistry.IPlugin[];

/** Answers settings from the schemas bundled with the page. There is no settings endpoint, and nothing is saved. */
export class BundledSettings {
  readonly serverSettings = undefined;
  readonly disposed = new Signal<this, void>(this);
  readonly connectionFailure = new Signal<this, Error>(this);
  readonly isDisposed = false;
  readonly isReady = true;
  readonly isActive = true;
  readonly ready = Promise.resolve();

  dispose(): void {}

  async fetch(id: string): Promise<ISettingRegistry.IPlugin> {
    const plugin = plugins.find(p => p.id === id);
    if (!plugin) throw new Error(`No settings schema for ${id}`);
    return structuredClone(plugin);
  }

  async list(query?: string): Promise<{ ids: string[]; values: ISettingRegistry.IPlugin[] }> {
    return { ids: plugins.map(p => p.id), values: query ? [] : structuredClone(plugins) };
  }

  async save(): Promise<void> {}
}

export const asSettingManager = (settings: BundledSettings) => settings as unknown as SettingManager;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

function defaultsOf(schema: Schema | undefined): Bag {
  const values: Bag = {};
  for (const [name, property] of Object.entries(schema?.properties ?? {})) {
    if (property?.default !== undefined) values[name] = structuredClone(property.default);
    else if (property?.properties) values[name] = defaultsOf(property);
  }
  return values;
}

export function merge(base: Bag, over: Bag): Bag {
  const merged: Bag = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = merged[name];
    merged[name] = isBag(value) && isBag(below) ? merge(below, value) : value;
  }
  return merged;
}

/**
 * Fills in defaults. The stock validator is Ajv, which compiles schemas with `new Function`: refused by a policy without
 * 'unsafe-eval'. The schemas here are our own build's, so there is nothing foreign to validate.
 */
const validator = {
  validateData(plugin: ISettingRegistry.IPlugin, populate = true) {
    let user: Bag;
    try {
      user = JSON5.parse(plugin.raw || '{}') as Bag;
    } catch (error) {
      const message = error instanceof Error ? error.message : 'not JSON5';
      return [{ keyword: 'syntax', message, dataPath: '', schemaPath: '', instancePath: '' }];
    }
    if (populate) plugin.data = { composite: merge(defaultsOf(plugin.schema as Schema), user), user } as ISettingRegistry.IPlugin['data'];
    return null;
  }
};

export async function createSettingRegistry(manager: Setting.IManager): Promise<SettingRegistry> {
  const { values } = (await manager.list()) as { values: ISettingRegistry.IPlugin[] };
  return new SettingRegistry({
    connector: {
      fetch: id => manager.fetch(id),
      list: async () => (await manager.list()) as never,
      save: (id, raw) => manager.save(id, raw),
      remove: async () => {}
    },
    plugins: values,
    validator: validator as never
  });
}
