/** The part of a document's context that saves. */
export interface Saveable {
  save(): Promise<void>;
  readonly ready: Promise<void>;
  readonly isDisposed: boolean;
  readonly model: { dirty: boolean; readonly contentChanged: { connect(slot: () => void): unknown } };
}

/**
 * Makes a context save one version after the other. JupyterLab's own context lets two saves overlap: the second then finds the first
 * one's version on the server, takes it for somebody else's and asks the user which to keep. It also calls a notebook clean when a save
 * ends although it changed while that save was under way; here it stays dirty, so that the next save takes the change along.
 */
export function saveOneAtATime(context: Saveable): void {
  const saveVersion = context.save.bind(context);
  let changes = 0;
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  context.model.contentChanged.connect(() => {
    changes += 1;
  });

  async function saveNow(): Promise<void> {
    await context.ready;
    const sent = changes;
    await saveVersion();
    if (changes !== sent && !context.isDisposed) context.model.dirty = true;
  }

  function start(): Promise<void> {
    const save = saveNow().finally(() => {
      if (running === save) running = undefined;
    });
    running = save;
    return save;
  }

  context.save = () => {
    if (!running) return start();
    following ??= running
      .catch(() => undefined)
      .then(() => {
        following = undefined;
        return start();
      });
    return following;
  };
}
