/** Which news of the corpus staff was offered as a draft already. */
import type { Database } from '../../knowledge/corpus/database.ts';
import type { Broadcasts, NewBroadcast } from './broadcasts.ts';

export interface Proposal {
  /** The same for the same event or policy. */
  key: string;
  broadcast: NewBroadcast;
}

export interface Proposals {
  /** Up to which document the corpus was looked through; undefined at first. */
  mark(): number | undefined;
  /**
   * Makes a draft of each piece of news that was not proposed before, and moves the mark, in one
   * transaction. Returns the drafts' ids. Two processes may do this at once.
   */
  propose(mark: number, proposals: readonly Proposal[]): number[];
}

/** The proposals of one bot.db. */
export function createProposals(options: {
  database: Database;
  broadcasts: Broadcasts;
  now: () => number;
}): Proposals {
  const { database, broadcasts, now } = options;
  const read = database
    .prepare<[], number>('SELECT mark FROM news_mark WHERE only_row = 1')
    .pluck();
  const write = database.prepare(
    `INSERT INTO news_mark (only_row, mark) VALUES (1, ?)
     ON CONFLICT (only_row) DO UPDATE SET mark = excluded.mark`,
  );
  const begin = database.prepare(
    'INSERT OR IGNORE INTO proposals (news_key, proposed_at) VALUES (?, ?)',
  );
  const propose = database.transaction((mark: number, proposals: readonly Proposal[]) => {
    const isNew = ({ key }: Proposal) => begin.run(key, now()).changes > 0;
    const ids = proposals.filter(isNew).map(({ broadcast }) => broadcasts.create(broadcast));
    write.run(mark);
    return ids;
  });
  return {
    mark: () => read.get(),
    propose: (mark, proposals) => propose.immediate(mark, proposals),
  };
}
