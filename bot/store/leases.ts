/**
 * Work that one process at a time may do, when two run on one bot.db: working off the inbox, asking
 * Telegram for updates. A holder renews its lease; one that died on the same machine is succeeded
 * at once, one elsewhere when the lease has expired.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database } from '../../knowledge/corpus/database.ts';
import { isAlive } from './workers.ts';

export interface Lease {
  /** Takes or renews the lease; false while another live process holds it. */
  hold(): boolean;
  /** Lets another process take it at once. */
  release(): void;
}

/** A holder that did not renew for this long is dead or stuck; it renews several times within it. */
const LEASE_MS = 30_000;
const RENEW_INTERVAL_MS = 5_000;
const TRY_INTERVAL_MS = 1_000;

export interface KeptLease {
  /** May this process do the work at this moment? Looks into the database at most once a second, and only without the lease. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Takes a lease as soon as it is free and renews it until released. `onFailure` hears of a database
 * that cannot be written (a full disk): the lease then lasts as long as it was last taken for.
 */
export function keepLease(
  lease: Lease,
  now: () => number,
  onFailure: (error: unknown) => void,
): KeptLease {
  let heldUntil = 0;
  let triedAt = 0;
  let isReleased = false;
  const renew = () => {
    // Counted from before the write, so this process never believes in it longer than others do.
    triedAt = now();
    try {
      heldUntil = lease.hold() ? triedAt + LEASE_MS : 0;
    } catch (error) {
      onFailure(error);
    }
  };
  const timer = setInterval(renew, RENEW_INTERVAL_MS);
  renew();
  return {
    isHeld() {
      // A machine that slept, or another process that ended, need not cost seconds of silence.
      const isDue = heldUntil <= now() && now() - triedAt >= TRY_INTERVAL_MS;
      if (isDue && !isReleased) renew();
      return heldUntil > now();
    },
    release() {
      isReleased = true;
      clearInterval(timer);
      try {
        if (heldUntil > 0) lease.release();
      } catch (error) {
        onFailure(error); // it expires by itself
      }
      heldUntil = 0;
    },
  };
}

interface LeaseRow {
  holder: string;
  host: string;
  pid: number;
  expires_at: number;
}

/** A lease by name on one bot.db; each call makes a new candidate. */
export function createLease(database: Database, name: string, now: () => number): Lease {
  const self = { holder: randomUUID(), host: hostname(), pid: process.pid };
  const current = database.prepare<[string], LeaseRow>('SELECT * FROM leases WHERE name = ?');
  const take = database.prepare(
    `INSERT INTO leases (name, holder, host, pid, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, host = excluded.host,
       pid = excluded.pid, expires_at = excluded.expires_at`,
  );
  const drop = database.prepare('DELETE FROM leases WHERE name = ? AND holder = ?');

  const isHeldByAnother = (row: LeaseRow | undefined) =>
    row !== undefined &&
    row.holder !== self.holder &&
    row.expires_at > now() &&
    (row.host !== self.host || isAlive(row.pid));
  const hold = database.transaction(() => {
    if (isHeldByAnother(current.get(name))) return false;
    take.run(name, self.holder, self.host, self.pid, now() + LEASE_MS);
    return true;
  });
  return { hold: () => hold.immediate(), release: () => void drop.run(name, self.holder) };
}
