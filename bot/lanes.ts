/**
 * Works off a queue in lanes: one item of a lane at a time and in order, several lanes at once, never
 * more than `concurrency`. The queue is elsewhere (bot.db); only what is being worked on is here.
 */

export interface LaneItem {
  lane: string;
}

export interface LaneSource<Item extends LaneItem> {
  /** The first item of each lane not in `busy` that is due, oldest first, at most `limit`. */
  next(busy: ReadonlySet<string>, limit: number): readonly Item[];
  /** When the next postponed item of an idle lane is due, milliseconds since 1970. */
  nextDueAt(busy: ReadonlySet<string>): number | undefined;
}

export interface Lanes {
  /** Looks at the queue. Call after putting something in; cheap when everything is busy. */
  wake(): void;
  /** Takes nothing new and resolves when what is in work has ended. */
  stop(): Promise<void>;
}

export interface LanesOptions<Item extends LaneItem> {
  source: LaneSource<Item>;
  /** Settles the item in the source before it resolves. When it rejects, the lane rests a while. */
  work: (item: Item) => Promise<void>;
  /** Lanes worked on at once. */
  concurrency: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** May this process work at all? Asked at every look. */
  mayWork: () => boolean;
}

// A look even when nobody woke the lanes: other processes put items into the same queue.
const LOOK_INTERVAL_MS = 1_000;
const LOOK_SOONEST_MS = 10;
/** An item that could not even be settled (a full disk) must not be worked on in a tight circle. */
const LANE_REST_MS = 60_000;

/** Starts working at the first wake(). */
export function createLanes<Item extends LaneItem>(options: LanesOptions<Item>): Lanes {
  const { source, work, concurrency, now, mayWork } = options;
  const busy = new Set<string>();
  const running = new Set<Promise<void>>();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const free = (lane: string) => {
    busy.delete(lane);
    look();
  };
  const start = (item: Item) => {
    busy.add(item.lane);
    const run = work(item)
      .finally(() => running.delete(run))
      .then(
        () => free(item.lane),
        () => void setTimeout(free, LANE_REST_MS, item.lane).unref(),
      );
    running.add(run);
  };
  const look = () => {
    if (isStopped) return;
    clearTimeout(timer);
    if (!mayWork()) {
      timer = setTimeout(look, LOOK_INTERVAL_MS);
      return;
    }
    const places = concurrency - running.size;
    if (places > 0) for (const item of source.next(busy, places)) start(item);
    // When every place is taken, the end of an item looks again.
    if (running.size < concurrency) {
      timer = setTimeout(look, lookAgainInMs(source.nextDueAt(busy), now()));
    }
  };

  return {
    wake: look,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

function lookAgainInMs(dueAt: number | undefined, now: number): number {
  if (dueAt === undefined) return LOOK_INTERVAL_MS;
  return Math.min(LOOK_INTERVAL_MS, Math.max(LOOK_SOONEST_MS, dueAt - now));
}
