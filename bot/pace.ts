/**
 * How many messages may start at a moment, so that no second sees more than a platform takes. Pure
 * arithmetic over the last messages. What counts is when a message arrives at the platform: that is
 * judged by its answer, since a busy machine or network bunches what left evenly. Invariants: at most
 * `perSecondMax` within a window; a reply takes the first free moment, if need be in the future; bulk
 * takes only what is free now and comes after every reply that waits.
 */

/** Messages that start, or arrived, at about the same moment. */
export interface Start {
  /** Milliseconds since 1970; in the future for a reply that waits for its moment. */
  at: number;
  n: number;
  /** How many of them are not answered yet: when those arrived is not known. */
  open: number;
}

export interface PaceState {
  /** Oldest first. */
  starts: readonly Start[];
  /** Before this moment bulk would be ahead of its even pace. */
  bulkNextAt: number;
  /** How long an answer takes when nothing delays it. */
  usualMs: number;
}

/** A little longer than the second that platforms speak of: 97 % of the allowed rate. */
const WINDOW_MS = 1_030;
/** Bulk starts in small groups, since each is one wait for the disk; this many a second. */
const GROUPS_PER_WINDOW = 15;
/** A timer is late; up to this much a group counts from the moment it was due, so that no time is lost. */
const LATE_MAX_MS = 5;
/** Bulk that was held up makes up for this much of the delay. */
const CATCH_UP_MS = 1_000;
/** What is not answered for so long did arrive, and it is its answer that is missing. */
const UNANSWERED_MS = 3_000;
/** Arrivals this close are counted as one. */
const TOGETHER_MS = 4;
/** Answers get faster at once and slower by and by: a delay is no new habit. */
const FASTER_SHARE = 1;
const SLOWER_SHARE = 0.0002;
/** No reply waits this long for its moment: what is further ahead was written before the clock was set back. */
const AHEAD_MAX_MS = 120_000;

export const UNPACED: PaceState = { starts: [], bulkNextAt: 0, usualMs: 20 };

/** The first moment at which one more reply may start, and the state with it taken. */
export function takeForReply(
  state: PaceState,
  perSecondMax: number,
  now: number,
): { at: number; state: PaceState } {
  const starts = current(state.starts, now);
  let at = Math.max(now, starts.at(-1)?.at ?? 0);
  // Each round moves to the moment at which the oldest start in the way leaves the window.
  for (const { at: startedAt } of starts) {
    if (countWithin(starts, at) < perSecondMax) break;
    at = Math.max(at, startedAt + WINDOW_MS);
  }
  return { at, state: { ...state, starts: withStart(starts, at, 1) } };
}

/** How many of `wanted` bulk messages may start now, and the state with them taken. */
export function takeForBulk(
  state: PaceState,
  perSecondMax: number,
  now: number,
  wanted: number,
): { n: number; at: number; state: PaceState } {
  const nothing = { n: 0, at: now, state };
  if (bulkWaitMs(state, perSecondMax, now) > 0) return nothing;
  const starts = current(state.starts, now);
  const intervalMs = WINDOW_MS / perSecondMax;
  const nextAt = evenNextAt(state, now);
  const due = Math.floor((now - nextAt) / intervalMs) + 1;
  const room = perSecondMax - countForBulk(starts, now);
  const n = Math.max(0, Math.min(wanted, due, room));
  if (n === 0) return nothing;
  const bulkNextAt = nextAt + n * intervalMs;
  const at = Math.min(now, Math.max(now - LATE_MAX_MS, bulkNextAt - intervalMs));
  return { n, at, state: { ...state, starts: withStart(starts, at, n), bulkNextAt } };
}

/** How long until the next group of bulk messages may start; 0 when it may now. */
export function bulkWaitMs(state: PaceState, perSecondMax: number, now: number): number {
  const starts = current(state.starts, now);
  const last = starts.at(-1)?.at ?? 0;
  if (last > now) return last - now; // a reply waits for its moment
  const groupSize = Math.ceil(perSecondMax / GROUPS_PER_WINDOW);
  const intervalMs = WINDOW_MS / perSecondMax;
  const nextAt = evenNextAt(state, now);
  // The first group after a rest does not wait until it would be a whole one.
  const evenMs = nextAt === now ? 0 : nextAt + (groupSize - 1) * intervalMs - now;
  const isFull = countForBulk(starts, now) >= perSecondMax;
  const oldest = starts.find(({ at, open }) => open === 0 || at > now - WINDOW_MS);
  const roomMs = isFull ? Math.max(TOGETHER_MS, (oldest?.at ?? now) + WINDOW_MS - now) : 0;
  return Math.max(0, evenMs, roomMs);
}

/**
 * The even pace goes on where it was. Further back there was nothing to send, and further ahead the
 * clock was set back: then it begins anew, without a burst.
 */
function evenNextAt({ bulkNextAt }: PaceState, now: number): number {
  const isOld = bulkNextAt < now - CATCH_UP_MS || bulkNextAt > now + 2 * WINDOW_MS;
  return isOld ? now : bulkNextAt;
}

/** The answer to a message that was to start at `at`: from now on it counts from when it arrived. */
export function noteAnswer(state: PaceState, at: number, answeredAt: number): PaceState {
  const tookMs = Math.max(0, answeredAt - at);
  const share = tookMs < state.usualMs ? FASTER_SHARE : SLOWER_SHARE;
  const usualMs = state.usualMs + share * (tookMs - state.usualMs);
  const start = state.starts.find((each) => each.at === at && each.open > 0);
  if (!start) return { ...state, usualMs };
  const arrivedAt = Math.max(at, answeredAt - usualMs);
  const rest = state.starts.flatMap((each) => {
    if (each !== start) return [each];
    return each.n > 1 ? [{ at, n: each.n - 1, open: each.open - 1 }] : [];
  });
  const near = rest.find((each) => each.open === 0 && Math.abs(each.at - arrivedAt) <= TOGETHER_MS);
  const others = rest.filter((each) => each !== near);
  const arrived = { at: Math.max(arrivedAt, near?.at ?? 0), n: (near?.n ?? 0) + 1, open: 0 };
  return { ...state, usualMs, starts: inOrder([...others, arrived]) };
}

function current(starts: readonly Start[], now: number): readonly Start[] {
  return starts.filter(
    ({ at, open }) => at > now - (open > 0 ? UNANSWERED_MS : WINDOW_MS) && at < now + AHEAD_MAX_MS,
  );
}

function countWithin(starts: readonly Start[], end: number): number {
  return starts.reduce((sum, { at, n }) => (at > end - WINDOW_MS && at <= end ? sum + n : sum), 0);
}

/** With those whose arrival is not known yet: they may be arriving now. */
function countForBulk(starts: readonly Start[], now: number): number {
  return starts.reduce((sum, { at, n, open }) => sum + (at > now - WINDOW_MS ? n : open), 0);
}

function withStart(starts: readonly Start[], at: number, n: number): readonly Start[] {
  return inOrder([...starts, { at, n, open: n }]);
}

function inOrder(starts: readonly Start[]): readonly Start[] {
  return [...starts].sort((a, b) => a.at - b.at);
}
