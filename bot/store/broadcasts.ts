/**
 * Broadcasts: what is sent to many, and how far that has come. Invariant: the states change only as
 * draft → scheduled → running ⇄ paused → stopped | done; what is no such step changes nothing.
 */
import { z } from 'zod';
import type { Database } from '../../knowledge/corpus/database.ts';
import { type Audience, audienceSchema } from './audience.ts';

export type BroadcastState = 'draft' | 'scheduled' | 'running' | 'paused' | 'stopped' | 'done';

export const broadcastContentSchema = z.object({
  heading: z.string(),
  text: z.string(),
  link: z.string().optional(),
  /** Address of a picture. */
  picture: z.string().optional(),
  /** When and where something takes place; milliseconds since 1970. */
  appointment: z.object({ startsAt: z.int(), endsAt: z.int(), place: z.string() }).optional(),
});

/** What a recipient gets to see. */
export type BroadcastContent = z.infer<typeof broadcastContentSchema>;

const tallySchema = z.array(
  z.object({ channel: z.string(), state: z.string(), reason: z.string(), n: z.number() }),
);

/** How many deliveries of a channel are in a state for a reason. */
export type Tally = z.infer<typeof tallySchema>;

export interface NewBroadcast {
  content: BroadcastContent;
  audience: Audience;
  /** "telegram:123". */
  createdBy: string;
  correctionOf?: number | undefined;
}

export interface Broadcast extends NewBroadcast {
  id: number;
  state: BroadcastState;
  createdAt: number;
  /** Milliseconds since 1970, as all times here. */
  sendAt: number | undefined;
  startedAt: number | undefined;
  /** When the last recipient was settled. */
  finishedAt: number | undefined;
  /** The counts at the end; the deliveries themselves go with the retention. */
  report: Tally | undefined;
}

export interface Draft {
  content: BroadcastContent;
  audience: Audience;
  sendAt: number | undefined;
}

export interface Broadcasts {
  /** A draft; nothing is sent. */
  create(broadcast: NewBroadcast): number;
  get(id: number): Broadcast | undefined;
  /** The newest first. */
  newest(limit: number): Broadcast[];
  /** Changes a draft; false when it is none any more. `sendAt` undefined: as soon as it is confirmed. */
  edit(id: number, draft: Draft): boolean;
  /** Confirmed: to be sent from `sendAt` on. False when it is no draft. */
  schedule(id: number, sendAt: number): boolean;
  pause(id: number): boolean;
  resume(id: number): boolean;
  /** Also before it began. Nothing more is begun to be sent; false when it had ended. */
  stop(id: number): boolean;
  /** Throws a draft away. */
  discard(id: number): boolean;
  /** Due to begin, the earliest first. */
  due(): Broadcast[];
  /** When the next one is due to begin. */
  nextDueAt(): number | undefined;
  /** Those that may still have something to send or to settle. */
  unfinished(): Broadcast[];
  /** Writes the report; from then on the broadcast is finished. */
  finish(id: number, report: Tally): void;
}

interface BroadcastRow {
  id: number;
  state: BroadcastState;
  content: string;
  audience: string;
  created_by: string;
  created_at: number;
  send_at: number | null;
  started_at: number | null;
  finished_at: number | null;
  correction_of: number | null;
  report: string | null;
}

/** The broadcasts of one bot.db. */
export function createBroadcasts(database: Database, now: () => number): Broadcasts {
  const insert = database.prepare(
    `INSERT INTO broadcasts (state, content, audience, created_by, created_at, correction_of)
     VALUES ('draft', ?, ?, ?, ?, ?)`,
  );
  const edit = database.prepare(
    "UPDATE broadcasts SET content = ?, audience = ?, send_at = ? WHERE id = ? AND state = 'draft'",
  );
  const byId = database.prepare<[number], BroadcastRow>('SELECT * FROM broadcasts WHERE id = ?');
  const newest = database.prepare<[number], BroadcastRow>(
    'SELECT * FROM broadcasts ORDER BY id DESC LIMIT ?',
  );
  const schedule = database.prepare(
    "UPDATE broadcasts SET state = 'scheduled', send_at = ? WHERE id = ? AND state = 'draft'",
  );
  const step = (from: readonly BroadcastState[], to: BroadcastState) => {
    const change = database.prepare(
      `UPDATE broadcasts SET state = ? WHERE id = ?
         AND state IN (SELECT value FROM json_each(?)) AND finished_at IS NULL`,
    );
    return (id: number) => change.run(to, id, JSON.stringify(from)).changes > 0;
  };
  const discard = database.prepare("DELETE FROM broadcasts WHERE id = ? AND state = 'draft'");
  const due = database.prepare<[number], BroadcastRow>(
    `SELECT * FROM broadcasts WHERE state = 'scheduled' AND finished_at IS NULL AND send_at <= ?
     ORDER BY send_at, id`,
  );
  const nextDue = database
    .prepare<[], number | null>(
      "SELECT MIN(send_at) FROM broadcasts WHERE state = 'scheduled' AND finished_at IS NULL",
    )
    .pluck();
  const unfinished = database.prepare<[], BroadcastRow>(
    `SELECT * FROM broadcasts WHERE state IN ('running', 'paused', 'stopped')
       AND finished_at IS NULL ORDER BY id`,
  );
  const finish = database.prepare(
    `UPDATE broadcasts SET state = CASE state WHEN 'stopped' THEN state ELSE 'done' END,
       report = ?, finished_at = ? WHERE id = ? AND finished_at IS NULL`,
  );

  return {
    create: ({ content, audience, createdBy, correctionOf }) =>
      Number(
        insert.run(...jsonOf(content, audience), createdBy, now(), correctionOf ?? null)
          .lastInsertRowid,
      ),
    get(id) {
      const row = byId.get(id);
      return row && broadcastOf(row);
    },
    newest: (limit) => newest.all(limit).map(broadcastOf),
    edit: (id, { content, audience, sendAt }) =>
      edit.run(...jsonOf(content, audience), sendAt ?? null, id).changes > 0,
    schedule: (id, sendAt) => schedule.run(sendAt, id).changes > 0,
    pause: step(['running'], 'paused'),
    resume: step(['paused'], 'running'),
    stop: step(['scheduled', 'running', 'paused'], 'stopped'),
    discard: (id) => discard.run(id).changes > 0,
    due: () => due.all(now()).map(broadcastOf),
    nextDueAt: () => nextDue.get() ?? undefined,
    unfinished: () => unfinished.all().map(broadcastOf),
    finish: (id, report) => void finish.run(JSON.stringify(report), now(), id),
  };
}

function jsonOf(content: BroadcastContent, audience: Audience): [string, string] {
  return [
    JSON.stringify(broadcastContentSchema.parse(content)),
    JSON.stringify(audienceSchema.parse(audience)),
  ];
}

function broadcastOf(row: BroadcastRow): Broadcast {
  return {
    id: row.id,
    state: row.state,
    content: broadcastContentSchema.parse(JSON.parse(row.content)),
    audience: audienceSchema.parse(JSON.parse(row.audience)),
    createdBy: row.created_by,
    createdAt: row.created_at,
    sendAt: row.send_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    correctionOf: row.correction_of ?? undefined,
    report: row.report === null ? undefined : tallySchema.parse(JSON.parse(row.report)),
  };
}
