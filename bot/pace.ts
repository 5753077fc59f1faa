/**
 * How many messages may start at a moment, so that no second sees more than a platform takes. Pure
 * arithmetic over the last starts. Invariants: within any window at most `perSecondMax` start; a
 * reply takes the first free moment, if need be in the future; bulk takes only what is free now and
 * comes after every reply that waits.
 */

/** `n` messages that start at the same moment. */
export interface Start {
  /** Milliseconds since 1970; in the future for a reply that waits for its moment. */
  at: number;
  n: number;
}

export interface PaceState {
  /** Oldest first. */
  starts: readonly Start[];
  /** Before this moment bulk would be ahead of its even pace. */
  bulkNextAt: number;
}

/**
 * A little longer than the second that platforms speak of: two messages that left a second apart may
 * arrive closer. This leaves 97 % of the allowed rate.
 */
const WINDOW_MS = 1_030;
/** Bulk starts in small groups, since each is one wait for the disk; this many a second. */
const GROUPS_PER_WINDOW = 15;
/** A timer is late; up to this much a group counts from the moment it was due, so that no time is lost. */
const LATE_MAX_MS = 15;
/** Bulk that was held up makes up for this much of the delay. */
const CATCH_UP_MS = 300;
/** No reply waits this long for its moment: what is further ahead was written before the clock was set back. */
const AHEAD_MAX_MS = 120_000;

export const UNPACED: PaceState = { starts: [], bulkNextAt: 0 };

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
): { n: number; state: PaceState } {
  if (bulkWaitMs(state, perSecondMax, now) > 0) return { n: 0, state };
  const starts = current(state.starts, now);
  const intervalMs = WINDOW_MS / perSecondMax;
  const nextAt = evenNextAt(state, now);
  const due = Math.floor((now - nextAt) / intervalMs) + 1;
  const room = perSecondMax - countWithin(starts, now);
  const n = Math.max(0, Math.min(wanted, due, room));
  if (n === 0) return { n, state };
  const bulkNextAt = nextAt + n * intervalMs;
  const at = Math.min(now, Math.max(now - LATE_MAX_MS, bulkNextAt - intervalMs));
  return { n, state: { starts: withStart(starts, at, n), bulkNextAt } };
}

/** How long until the next group of bulk messages may start; 0 when it may now. */
export function bulkWaitMs(state: PaceState, perSecondMax: number, now: number): number {
  const starts = current(state.starts, now);
  const last = starts.at(-1)?.at ?? 0;
  if (last > now) return last - now; // a reply waits for its moment
  const groupSize = Math.ceil(perSecondMax / GROUPS_PER_WINDOW);
  const intervalMs = WINDOW_MS / perSecondMax;
  const evenMs = evenNextAt(state, now) + (groupSize - 1) * intervalMs - now;
  const isFull = countWithin(starts, now) >= perSecondMax;
  const roomMs = isFull ? starts[0]!.at + WINDOW_MS - now : 0; // full: there is a first one
  return Math.max(0, evenMs, roomMs);
}

/** The even pace goes on where it was, unless it lies too far back, or ahead because of the clock. */
function evenNextAt({ bulkNextAt }: PaceState, now: number): number {
  if (bulkNextAt > now + 2 * WINDOW_MS) return now - CATCH_UP_MS;
  return Math.max(bulkNextAt, now - CATCH_UP_MS);
}

function current(starts: readonly Start[], now: number): readonly Start[] {
  return starts.filter(({ at }) => at > now - WINDOW_MS && at < now + AHEAD_MAX_MS);
}

function countWithin(starts: readonly Start[], end: number): number {
  return starts.reduce((sum, { at, n }) => (at > end - WINDOW_MS && at <= end ? sum + n : sum), 0);
}

function withStart(starts: readonly Start[], at: number, n: number): readonly Start[] {
  return [...starts, { at, n }].sort((a, b) => a.at - b.at);
}
