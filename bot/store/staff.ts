/**
 * The alliance's staff, and the one-time codes that make somebody staff. Invariant: a code is kept as
 * a keyed hash only, works once, and not after its time; using it and becoming staff is one step.
 */
import { createHmac, randomInt } from 'node:crypto';
import type { Database } from '../../knowledge/corpus/database.ts';
import type { Person } from '../person.ts';

export interface StaffMember extends Person {
  /** What the owner calls the person; '' when nothing was said. */
  label: string;
  /** Milliseconds since 1970. */
  since: number;
}

export interface Staff {
  has(person: Person): boolean;
  /** Oldest first. */
  all(): StaffMember[];
  get(person: Person): StaffMember | undefined;
  /** False when the person is staff already, or there are too many. */
  add(person: Person, label: string, by: string): boolean;
  /** False when the person was none. */
  remove(person: Person): boolean;
  /** A new code, to be shown once; undefined while too many are open. */
  invite(label: string, by: string): string | undefined;
  /** Makes the person staff. 'no code': unknown, used or too late. */
  redeem(code: string, person: Person): 'joined' | 'already staff' | 'no code';
  /** How many codes can still be used. */
  openInvites(): number;
  /** Returns how many there were. */
  cancelInvites(): number;
}

export const INVITE_HOURS = 24;
const INVITE_MS = INVITE_HOURS * 3_600_000;
/** An alliance of a province has some dozens of staff; what is more is a mistake. */
const STAFF_MAX = 200;
const OPEN_INVITES_MAX = 20;
export const LABEL_CHARACTERS_MAX = 60;
/** Without what looks like another: 0 and O, 1, I and L. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 49 bits: not to be guessed within a day at twenty attempts a minute. */
const CODE_CHARACTERS = 10;

/** The staff of one bot.db; `key` is its own secret. */
export function createStaff(options: {
  database: Database;
  now: () => number;
  key: Uint8Array;
}): Staff {
  const { database, now, key } = options;
  const columns = 'channel, person_id AS personId, label, since';
  const one = database.prepare<[string, string], StaffMember>(
    `SELECT ${columns} FROM staff WHERE channel = ? AND person_id = ?`,
  );
  const all = database.prepare<[], StaffMember>(
    `SELECT ${columns} FROM staff ORDER BY since, channel, person_id`,
  );
  const insert = database.prepare(
    `INSERT INTO staff (channel, person_id, label, added_by, since)
     SELECT ?, ?, ?, ?, ? WHERE (SELECT COUNT(*) FROM staff) < ${STAFF_MAX}
     ON CONFLICT (channel, person_id) DO NOTHING`,
  );
  const remove = database.prepare('DELETE FROM staff WHERE channel = ? AND person_id = ?');
  const addInvite = database.prepare(
    'INSERT INTO invites (code_hash, label, invited_by, expires_at) VALUES (?, ?, ?, ?)',
  );
  const dropExpired = database.prepare('DELETE FROM invites WHERE expires_at <= ?');
  const count = database
    .prepare<[number], number>('SELECT COUNT(*) FROM invites WHERE expires_at > ?')
    .pluck();
  const take = database.prepare<[string, number], { label: string; invited_by: string }>(
    'DELETE FROM invites WHERE code_hash = ? AND expires_at > ? RETURNING label, invited_by',
  );
  const cancel = database.prepare('DELETE FROM invites');
  const hash = (code: string) => createHmac('sha256', key).update(plain(code)).digest('hex');

  const get = ({ channel, personId }: Person) => one.get(channel, personId);
  const add = ({ channel, personId }: Person, label: string, by: string) =>
    insert.run(channel, personId, label, by, now()).changes > 0;
  const redeem = database.transaction((code: string, person: Person) => {
    // Checked first, so that somebody who is staff already does not use a code up.
    if (get(person)) return 'already staff' as const;
    const invite = take.get(hash(code), now());
    if (!invite) return 'no code' as const;
    return add(person, invite.label, invite.invited_by) ? 'joined' : ('no code' as const);
  });
  const invite = database.transaction((label: string, by: string) => {
    dropExpired.run(now());
    if (count.get(now())! >= OPEN_INVITES_MAX) return undefined; // COUNT always gives a row
    const code = newCode();
    addInvite.run(hash(code), label, by, now() + INVITE_MS);
    return code;
  });

  return {
    has: (person) => get(person) !== undefined,
    all: () => all.all(),
    get,
    add,
    remove: ({ channel, personId }) => remove.run(channel, personId).changes > 0,
    invite: (label, by) => invite.immediate(label, by),
    redeem: (code, person) => redeem.immediate(code, person),
    openInvites: () => count.get(now())!,
    cancelInvites: () => cancel.run().changes,
  };
}

/** "ABCDE-FGHJK". */
function newCode(): string {
  const letter = () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]!; // within the letters
  const letters = Array.from({ length: CODE_CHARACTERS }, letter).join('');
  return `${letters.slice(0, CODE_CHARACTERS / 2)}-${letters.slice(CODE_CHARACTERS / 2)}`;
}

/** However it was typed: case, spaces and dashes do not count. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
