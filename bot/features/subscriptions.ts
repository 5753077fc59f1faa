/**
 * /dangky and /huydangky: consent to news, and of which places and topics. Invariant: only what a
 * person does on purpose (the consent button, or naming a place) makes a subscriber.
 */
import { z } from 'zod';
import { WEB } from '../channels/web/options.ts';
import { localTime } from '../local-time.ts';
import { readPlaceWishes } from '../place-wishes.ts';
import { day } from '../replies/dates.ts';
import * as words from '../replies/subscriptions.ts';
import { type Feature, onAction, onText } from '../screens/feature.ts';
import {
  actionKind,
  actionOf,
  awaiting,
  dialogueKind,
  type Option,
  type Screen,
  type Visit,
} from '../screens/screen.ts';
import type { BotStore } from '../store/bot-store.ts';
import { PLACES_MAX, type SubscribedPlace, TOPICS, type Topic } from '../store/subscriptions.ts';

export interface SubscriptionsDeps {
  store: Pick<BotStore, 'subscribers' | 'subscriptions'>;
  /** The bot's own province, offered first. */
  home: string | undefined;
  timeZone: string;
}

const nothing = z.object({});
const place = z.object({ province: z.string(), district: z.string().optional() });
const CONSENT = actionKind('dangky.consent', nothing);
const SHOW = actionKind('dangky.show', nothing);
const LEAVE = actionKind('dangky.leave', nothing);
const ASK_PLACE = actionKind('dangky.ask-place', nothing);
const ADD_PLACE = actionKind('dangky.add-place', place);
const PLACES = actionKind('dangky.places', nothing);
const DROP_PLACE = actionKind('dangky.drop-place', place);
const EVERYWHERE = actionKind('dangky.everywhere', nothing);
const ASK_TOPICS = actionKind('dangky.topics', nothing);
const TOPIC = actionKind('dangky.topic', z.object({ topic: z.enum(TOPICS) }));
const PLACE_TEXT = dialogueKind('dangky.place', nothing);

export function subscriptionsFeature(deps: SubscriptionsDeps): Feature {
  const { store } = deps;
  return {
    commands: {
      dangky: (visit, argument) =>
        argument === '' ? show(deps, visit) : addNamed(deps, visit, argument),
      huydangky: (visit) => leave(deps, visit),
    },
    actions: [
      onAction(CONSENT, (visit) => {
        subscribe(deps, visit);
        return show(deps, visit);
      }),
      onAction(SHOW, (visit) => show(deps, visit)),
      onAction(LEAVE, (visit) => leave(deps, visit)),
      onAction(ASK_PLACE, () => askPlace(deps, words.askPlace)),
      onAction(ADD_PLACE, (visit, chosen) => add(deps, visit, [chosen])),
      onAction(PLACES, (visit) => places(deps, visit)),
      onAction(DROP_PLACE, (visit, chosen) => {
        const subscriber = activeOf(deps, visit);
        if (subscriber) store.subscriptions.removePlace(subscriber.id, chosen);
        return show(deps, visit);
      }),
      onAction(EVERYWHERE, (visit) => {
        const subscriber = activeOf(deps, visit);
        if (subscriber) store.subscriptions.clearPlaces(subscriber.id);
        return show(deps, visit);
      }),
      onAction(ASK_TOPICS, (visit) => topics(deps, visit)),
      onAction(TOPIC, (visit, { topic }) => toggle(deps, visit, topic)),
    ],
    dialogues: [onText(PLACE_TEXT, (visit, text) => addNamed(deps, visit, text))],
  };
}

function activeOf({ store }: SubscriptionsDeps, { channel, address }: Visit) {
  const subscriber = store.subscribers.of(channel, address.chatId);
  return subscriber?.isActive ? subscriber : undefined;
}

function subscribe({ store }: SubscriptionsDeps, { channel, address }: Visit): number {
  return store.subscribers.activate({ channel, ...address });
}

function show(deps: SubscriptionsDeps, visit: Visit): Screen {
  if (visit.channel === WEB) return { text: words.subscribeElsewhere };
  const { store, timeZone } = deps;
  const subscriber = store.subscribers.of(visit.channel, visit.address.chatId);
  const choice = subscriber ? store.subscriptions.of(subscriber.id) : { places: [], topics: [] };
  if (!subscriber?.isActive) {
    return {
      text: words.askConsent(choice),
      options: [{ label: words.CONSENT, action: actionOf(CONSENT, {}) }],
    };
  }
  const options: Option[] = [{ label: words.ADD_PLACE, action: actionOf(ASK_PLACE, {}) }];
  if (choice.places.length > 0) {
    options.push({ label: words.CHANGE_PLACES, action: actionOf(PLACES, {}) });
  }
  options.push(
    { label: words.CHANGE_TOPICS, action: actionOf(ASK_TOPICS, {}) },
    { label: words.LEAVE, action: actionOf(LEAVE, {}) },
  );
  const since = day(localTime(subscriber.consentedAt, timeZone).day);
  return { text: words.presentChoice(choice, since), options };
}

function leave({ store }: SubscriptionsDeps, { channel, address }: Visit): Screen {
  if (channel === WEB) return { text: words.subscribeElsewhere };
  const wasActive = store.subscribers.deactivate(channel, address.chatId, 'wish');
  return { text: wasActive ? words.left : words.notSubscribed };
}

function askPlace({ home }: SubscriptionsDeps, text: string): Screen {
  const own = home === undefined ? [] : readPlaceWishes(home, undefined).places;
  return {
    text,
    options: [
      ...own.map((each) => ({
        label: words.placeName(each),
        action: actionOf(ADD_PLACE, each),
      })),
      { label: words.BACK, action: actionOf(SHOW, {}) },
    ],
    awaits: awaiting(PLACE_TEXT, {}),
  };
}

/** What a person typed: every name must be understood, or nothing changes. */
function addNamed(deps: SubscriptionsDeps, visit: Visit, text: string): Screen {
  if (visit.channel === WEB) return { text: words.subscribeElsewhere };
  const { places: named, unknown } = readPlaceWishes(text, deps.home);
  const wrong = unknown[0];
  if (wrong !== undefined) return askPlace(deps, words.placeUnknown(wrong));
  return named.length === 0 ? askPlace(deps, words.askPlace) : add(deps, visit, named);
}

function add(deps: SubscriptionsDeps, visit: Visit, named: readonly SubscribedPlace[]): Screen {
  const id = subscribe(deps, visit);
  const isFull = named.some((each) => !deps.store.subscriptions.addPlace(id, each));
  return isFull ? places(deps, visit, words.tooManyPlaces(PLACES_MAX)) : show(deps, visit);
}

function places(deps: SubscriptionsDeps, visit: Visit, text = words.askWhichToDrop): Screen {
  const subscriber = activeOf(deps, visit);
  if (!subscriber) return show(deps, visit);
  const chosen = deps.store.subscriptions.of(subscriber.id).places;
  return {
    text,
    options: [
      ...chosen.map((each) => ({
        label: words.dropPlace(each),
        action: actionOf(DROP_PLACE, each),
      })),
      { label: words.EVERYWHERE, action: actionOf(EVERYWHERE, {}) },
      { label: words.BACK, action: actionOf(SHOW, {}) },
    ],
  };
}

function topics(deps: SubscriptionsDeps, visit: Visit): Screen {
  const subscriber = activeOf(deps, visit);
  if (!subscriber) return show(deps, visit);
  const chosen = deps.store.subscriptions.of(subscriber.id).topics;
  return {
    text: words.askTopics,
    options: [
      ...TOPICS.map((topic) => ({
        label: words.topicOption(topic, chosen.includes(topic)),
        action: actionOf(TOPIC, { topic }),
      })),
      { label: words.BACK, action: actionOf(SHOW, {}) },
    ],
  };
}

function toggle(deps: SubscriptionsDeps, visit: Visit, topic: Topic): Screen {
  const { subscriptions } = deps.store;
  const subscriber = activeOf(deps, visit);
  if (!subscriber) return show(deps, visit);
  const chosen = subscriptions.of(subscriber.id).topics;
  const next = chosen.includes(topic)
    ? chosen.filter((each) => each !== topic)
    : [...chosen, topic];
  subscriptions.setTopics(subscriber.id, next);
  return topics(deps, visit);
}
