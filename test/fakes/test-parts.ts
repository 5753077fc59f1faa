/** The parts of the bot for tests, with features of the test's own beside the real ones. */
import type { Config } from '../../bot/config.ts';
import { createParts, type Parts, type PartsDeps } from '../../bot/parts.ts';
import { PERMISSIONS } from '../../bot/permissions.ts';
import type { Feature } from '../../bot/screens/feature.ts';
import type { BotStore } from '../../bot/store/bot-store.ts';
import { MENU_PERMISSIONS } from './menu-feature.ts';

export function testParts(
  config: Config,
  store: BotStore,
  features: readonly Feature[] = [],
  { coming = () => [], now = Date.now }: Partial<Pick<PartsDeps, 'coming' | 'now'>> = {},
): Parts {
  return createParts({
    config,
    store,
    permissions: { ...PERMISSIONS, ...MENU_PERMISSIONS },
    features,
    coming,
    now,
  });
}
