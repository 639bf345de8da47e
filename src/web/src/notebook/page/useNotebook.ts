import type { NotebookPanel } from '@jupyterlab/notebook';
import { useEffect, useState } from 'react';
import { kernelRefusals } from '../host/kernelRefusals';
import type { LabApp } from '../host/LabApp';
import { openNotebook } from '../host/lab';
import { useSignals } from './useSignals';

export interface OpenNotebook {
  app: LabApp;
  panel: NotebookPanel;
}

/** Opens the notebook at a path; an error says why not. */
export function useNotebook(path: string): { open: OpenNotebook | undefined; error: unknown } {
  const [state, setState] = useState<{ path: string; open?: OpenNotebook; error?: unknown }>({ path });
  useEffect(() => {
    let wanted = true;
    openNotebook(path).then(
      open => wanted && setState({ path, open }),
      (error: unknown) => wanted && setState({ path, error })
    );
    return () => {
      wanted = false;
    };
  }, [path]);
  return state.path === path ? { open: state.open, error: state.error } : { open: undefined, error: undefined };
}

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

/** Whether what is on the page is on the server. */
export function useSaveState(panel: NotebookPanel): SaveState {
  const [saving, setSaving] = useState<SaveState>('saved');
  useSignals(panel, () => [panel.context.model.stateChanged, panel.context.fileChanged]);
  useEffect(() => {
    const slot = (_: unknown, state: string) => setSaving(state === 'started' ? 'saving' : state === 'failed' ? 'failed' : 'saved');
    panel.context.saveState.connect(slot);
    return () => {
      panel.context.saveState.disconnect(slot);
    };
  }, [panel]);
  if (saving === 'saving' || saving === 'failed') return saving;
  return panel.context.model.dirty ? 'unsaved' : 'saved';
}

export interface KernelFacts {
  id: string | undefined;
  name: string;
  displayName: string;
  status: string;
  connection: 'connected' | 'connecting' | 'disconnected';
  refusal: string | undefined;
}

/** The kernel of a notebook as it is now. */
export function useKernel(panel: NotebookPanel): KernelFacts {
  const { sessionContext: context } = panel;
  useSignals(panel, () => [
    context.statusChanged,
    context.kernelChanged,
    context.sessionChanged,
    context.connectionStatusChanged,
    kernelRefusals.refused
  ]);
  const kernel = context.session?.kernel;
  return {
    id: kernel?.id,
    name: kernel?.name ?? '',
    displayName: context.kernelDisplayName,
    status: kernel?.status === 'dead' ? 'dead' : kernel ? context.kernelDisplayStatus : 'none', // dead says more than disconnected
    connection: kernel?.connectionStatus ?? 'connected',
    refusal: kernel ? undefined : kernelRefusals.of(context.path)?.message
  };
}
