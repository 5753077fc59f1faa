/**
 * The web page's bench of the channel contract: the real web server over HTTP, and a person whose
 * page sends one question at a time, opens passages by their signed reference and rates.
 */
import { startWebChannel } from '../../bot/channels/web/server.ts';
import { parseConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import { createWebScreens } from '../../bot/screens/web-screens.ts';
import { openBotStore } from '../../bot/store/bot-store.ts';
import { createWebStores } from '../../bot/store/web-stores.ts';
import type { PersonBench } from './channel-benches.ts';
import { createMenuFeature } from './menu-feature.ts';
import { createEchoAssistant } from './telegram-assistant.ts';
import { testParts } from './test-parts.ts';

interface PageReply {
  id: string;
  text: string;
  citations: { n: number; title: string; ref: string }[];
}

interface Page {
  cookie: string;
  texts: string[];
  newest: PageReply | undefined;
  /** Ends when everything sent so far was answered. */
  tail: Promise<void>;
}

export async function webBench(): Promise<PersonBench> {
  const config = parseConfig({});
  const store = openBotStore({ file: ':memory:', now: Date.now, ...config.conversation });
  const assistant = createEchoAssistant();
  const menu = createMenuFeature();
  const { desk } = testParts(config, store, [menu]);
  const web = await startWebChannel({
    assistant,
    ...createWebStores(store),
    screens: createWebScreens({ desk, store }),
    log: createLog('silent'),
    clock: () => new Date(),
    port: 0,
  });
  const pages = new Map<number, Page>();

  const pageOf = (person: number) => {
    const known = pages.get(person);
    const page = known ?? { cookie: '', texts: [], newest: undefined, tail: Promise.resolve() };
    pages.set(person, page);
    return page;
  };
  const call = async (page: Page, path: string, body?: unknown) => {
    const response = await fetch(web.url + path, {
      headers: { 'content-type': 'application/json', cookie: page.cookie },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    page.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? page.cookie;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const next = (person: number, step: (page: Page) => Promise<void>) => {
    const page = pageOf(person);
    page.tail = page.tail.then(() => step(page));
  };

  const says = (person: number, text: string) =>
    next(person, async (page) => {
      const { reply } = (await call(page, '/api/ask', { question: text })) as {
        reply: PageReply;
      };
      if (reply.citations.length > 0) page.newest = reply;
      const sources = reply.citations.map(({ n, title }) => `[${n}] ${title}`);
      page.texts.push([reply.text, ...sources].join('\n'));
    });

  return {
    store,
    assistant,
    charactersMax: Number.POSITIVE_INFINITY,
    says,
    chooses: (person, n) => says(person, String(n)),
    menu,
    offered: (person) => pageOf(person).texts.at(-1) ?? '',
    takesFiles: false,
    files: () => [],
    asksForSource(person, n) {
      next(person, async (page) => {
        const ref = page.newest?.citations.find((citation) => citation.n === n)?.ref ?? '';
        const found = await call(page, `/api/passage?ref=${encodeURIComponent(ref)}`);
        page.texts.push((found as { passage: { quote: string } }).passage.quote);
      });
    },
    ratesUp(person) {
      next(person, async (page) => {
        await call(page, '/api/feedback', { replyId: page.newest?.id, rating: 'up' });
      });
    },
    texts: (person) => pageOf(person).texts,
    async stop() {
      await Promise.all([...pages.values()].map(({ tail }) => tail));
      await web.stop();
      store.close();
    },
  };
}
