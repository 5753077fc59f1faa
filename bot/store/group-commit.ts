/**
 * Puts updates that arrive at the same moment into the inbox with one commit: waiting for the disk
 * takes milliseconds, and platforms push many updates side by side.
 */
import type { Inbox, ReceivedUpdate } from './inbox.ts';

export interface GroupCommit {
  /** Resolves when the updates are durably stored; rejects when they could not be. */
  put(updates: readonly ReceivedUpdate[]): Promise<void>;
}

interface Waiting {
  updates: readonly ReceivedUpdate[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** `onStored` is called after every commit. */
export function createGroupCommit(inbox: Pick<Inbox, 'put'>, onStored: () => void): GroupCommit {
  let group: Waiting[] = [];

  const commit = () => {
    const committed = group;
    group = [];
    try {
      inbox.put(committed.flatMap(({ updates }) => updates));
    } catch (error) {
      for (const { reject } of committed) reject(error);
      return;
    }
    for (const { resolve } of committed) resolve();
    onStored();
  };

  return {
    put: (updates) =>
      new Promise((resolve, reject) => {
        group.push({ updates, resolve, reject });
        if (group.length === 1) setImmediate(commit);
      }),
  };
}
