/**
 * Offers staff what ingest newly brought, as drafts of broadcasts: title, time, place, one sentence of
 * the source word for word, and the source. Nothing is sent before staff does. What stood in the corpus
 * when the bot first looked is no news.
 */
import type { Corpus } from '../../knowledge/corpus/corpus.ts';
import type { NewsDesk, NewsItem } from '../../knowledge/meetings/news.ts';
import { localTime } from '../local-time.ts';
import type { Log } from '../log.ts';
import { type Lookout, startLookout } from '../lookout.ts';
import * as words from '../replies/proposals.ts';
import type { Roles } from '../roles.ts';
import type { BotStore } from '../store/bot-store.ts';
import type { Proposal } from '../store/proposals.ts';
import type { Voices } from '../voice.ts';
import { draftContent } from './proposed-draft.ts';

export interface ProposingOptions {
  news: NewsDesk;
  corpus: Pick<Corpus, 'document'>;
  store: Pick<BotStore, 'proposals' | 'broadcasts'>;
  roles: Pick<Roles, 'peopleIn'>;
  voices: Voices;
  timeZone: string;
  now: () => number;
  log: Log;
}

const LOOK_MS = 60_000;

/** Looks every minute from now on; a look resolves when staff was told. */
export function startProposing(options: ProposingOptions): Lookout {
  return startLookout({
    everyMs: LOOK_MS,
    log: options.log,
    failure: 'news could not be proposed',
    work: () => propose(options),
  });
}

async function propose(options: ProposingOptions): Promise<void> {
  const { news, store, timeZone, now } = options;
  const latest = news.latestMark();
  const mark = store.proposals.mark();
  // At first, and in a corpus that was made anew, nothing is known to be new.
  if (mark === undefined || mark > latest) {
    store.proposals.propose(latest, []);
    return;
  }
  if (mark === latest) return;
  const found = news.since(mark, localTime(now(), timeZone).day);
  const drafts = store.proposals.propose(
    found.mark,
    found.items.map((item) => proposalOf(options, item)),
  );
  if (drafts.length > 0) await tellStaff(options, drafts);
}

function proposalOf({ corpus }: ProposingOptions, item: NewsItem): Proposal {
  const { province, district } = item;
  return {
    key: item.key,
    broadcast: {
      content: draftContent(item, corpus.document(item.documentId)),
      audience: {
        kind: 'target',
        places: province === undefined ? [] : [{ province, ...(district && { district }) }],
        topics: [item.about === 'event' ? 'events' : 'policies'],
      },
      createdBy: 'ingest',
    },
  };
}

/** Who is not reached finds the drafts with /thongbao all the same. */
async function tellStaff(options: ProposingOptions, drafts: readonly number[]): Promise<void> {
  const { store, roles, voices } = options;
  const titles = drafts.map((id) => ({
    id,
    title: store.broadcasts.get(id)?.content.heading ?? '',
  }));
  const text = words.proposed(titles);
  for (const [channel, voice] of voices) {
    for (const { personId } of roles.peopleIn(channel)) {
      await voice.say({ chatId: personId, kind: 'private' }, { kind: 'notice', text });
    }
  }
}
