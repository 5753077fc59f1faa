/**
 * The parts of the bot that its platforms and the web page share: who is who, how to speak in each
 * channel, and everything that can be asked beside questions. A feature that needs the corpus is made
 * in main.ts and handed in.
 */
import { menuFor } from './command-menu.ts';
import type { Config } from './config.ts';
import { basicsFeature } from './features/basics.ts';
import { broadcastsFeature } from './features/broadcasts.ts';
import { remindersFeature } from './features/reminders.ts';
import { rolesFeature } from './features/roles.ts';
import { subscriptionsFeature } from './features/subscriptions.ts';
import { quietUntil } from './local-time.ts';
import type { Permissions } from './permissions.ts';
import type { Person } from './person.ts';
import { createRoles, type Roles } from './roles.ts';
import { createDesk, type Desk } from './screens/desk.ts';
import type { Feature } from './screens/feature.ts';
import type { BotStore } from './store/bot-store.ts';
import type { RemindedEvent } from './store/reminders.ts';
import type { Voices } from './voice.ts';

export interface Parts {
  roles: Roles;
  voices: Voices;
  desk: Desk;
}

export interface PartsDeps {
  config: Pick<Config, 'owners' | 'time' | 'name' | 'home' | 'contact'>;
  store: BotStore;
  permissions: Permissions;
  features: readonly Feature[];
  /** Events that a person can be reminded of; see coming-events.ts. */
  coming: () => readonly RemindedEvent[];
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Throws Error when two features give one name, or one has no permissions. */
export function createParts(deps: PartsDeps): Parts {
  const { config, store, permissions, features, coming, now } = deps;
  const roles = createRoles(config.owners, store.staff);
  const voices: Voices = new Map();
  const onChanged = (person: Person) => {
    const address = { chatId: person.personId, kind: 'private' } as const;
    void voices.get(person.channel)?.offerCommands(address, menuFor(roles.of(person)));
  };
  const own = [
    basicsFeature({ store, profile: config }),
    rolesFeature({ store, roles, onChanged, timeZone: config.time.zone }),
    remindersFeature({ reminders: store.reminders, coming, timeZone: config.time.zone, now }),
    subscriptionsFeature({ store, home: config.home, timeZone: config.time.zone }),
    broadcastsFeature({
      store,
      voices,
      timeZone: config.time.zone,
      quietUntil: (at) => quietUntil(at, config.time.quiet, config.time.zone),
      now,
    }),
  ];
  const desk = createDesk({ features: [...own, ...features], permissions, audit: store.audit });
  return { roles, voices, desk };
}
