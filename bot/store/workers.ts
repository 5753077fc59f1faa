/**
 * Who claims work in bot.db: a process, told apart from one that had the same id before. Invariant: a
 * worker is called dead only when it certainly is.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** A new identity of this process: "host pid uuid". */
export function createWorkerId(): string {
  return `${hostname()} ${process.pid} ${randomUUID()}`;
}

/** Of another host nothing is known, so its workers are not called dead. */
export function isDeadWorker(worker: string, self: string): boolean {
  const [host, pid] = worker.split(' ');
  if (worker === self || host !== hostname()) return false;
  return !isAlive(Number(pid));
}

/** Does another process of this machine have this id? */
export function isAlive(pid: number): boolean {
  // A container's only process has the same id after a restart, and is then this one.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
