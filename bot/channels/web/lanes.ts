/**
 * Questions of one chat are answered one after the other, so that each sees the turns before it;
 * chats do not wait for each other. Invariant: a chat without work costs no memory.
 */

export interface Lanes {
  /** Runs `task` when the chat's earlier tasks are done; undefined when too much is waiting already. */
  run<Result>(chatKey: string, task: () => Promise<Result>): Promise<Result> | undefined;
}

/** More than this of one chat is not a person waiting for answers. */
const CHAT_TASKS_MAX = 4;

export function createLanes(options: { tasksMax: number }): Lanes {
  const lanes = new Map<string, { tail: Promise<unknown>; tasks: number }>();
  let tasks = 0;

  return {
    run(chatKey, task) {
      const lane = lanes.get(chatKey) ?? { tail: Promise.resolve(), tasks: 0 };
      if (tasks >= options.tasksMax || lane.tasks >= CHAT_TASKS_MAX) return undefined;
      tasks += 1;
      lane.tasks += 1;
      lanes.set(chatKey, lane);
      const result = lane.tail.then(task);
      const settled = () => {
        tasks -= 1;
        lane.tasks -= 1;
        if (lane.tasks === 0) lanes.delete(chatKey);
      };
      lane.tail = result.then(settled, settled);
      return result;
    },
  };
}
