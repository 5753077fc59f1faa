/**
 * Everything that can be asked of the bot beside questions, put together. A feature that needs the
 * corpus is made in main.ts and handed in as one of `more`.
 */
import { type BasicsDeps, basicsFeature } from './features/basics.ts';
import { createDesk, type Desk, type Feature } from './screens/feature.ts';

export type DeskDeps = BasicsDeps;

/** Throws Error when two features give one name. */
export function openDesk(deps: DeskDeps, more: readonly Feature[] = []): Desk {
  return createDesk([basicsFeature(deps), ...more]);
}
