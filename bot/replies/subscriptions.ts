/** The words of subscribing: consent, the present choice, places, topics, leaving. */

import type { SubscribedPlace, SubscriptionChoice, Topic } from '../store/subscriptions.ts';
import { clipped } from './clipped.ts';

const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  events: 'Sự kiện',
  policies: 'Chính sách',
  training: 'Tập huấn',
  finance: 'Vốn – tín dụng',
  trade: 'OCOP – xúc tiến thương mại',
  digital: 'Chuyển đổi số',
};

export function topicName(topic: Topic): string {
  return TOPIC_NAMES[topic];
}

export function placeName({ province, district }: SubscribedPlace): string {
  return district === undefined ? province : `${district} (${province})`;
}

export function askConsent(before: SubscriptionChoice): string {
  const earlier =
    before.places.length + before.topics.length > 0
      ? `\n\nLựa chọn trước đây của bạn:\n${choiceLines(before)}`
      : '';
  return `Bạn chưa đăng ký nhận tin. Nếu bạn đồng ý, tôi sẽ nhắn khi có sự kiện, chính sách mới, không nhắn ban đêm. Bạn chọn được nơi và chủ đề, và thôi nhận lúc nào cũng được.${earlier}`;
}

export const CONSENT = 'Đồng ý nhận tin';

/** `since`: "25/11/2026". */
export function presentChoice(choice: SubscriptionChoice, since: string): string {
  return `Bạn đang nhận tin, đăng ký từ ${since}.\n${choiceLines(choice)}\n\nMuốn thôi nhận, gõ /huydangky.`;
}

function choiceLines({ places, topics }: SubscriptionChoice): string {
  const where = places.length === 0 ? 'cả nước' : places.map(placeName).join('; ');
  const what = topics.length === 0 ? 'tất cả' : topics.map(topicName).join('; ');
  return `– Nơi: ${where}\n– Chủ đề: ${what}`;
}

export const ADD_PLACE = 'Chọn nơi';
export const CHANGE_PLACES = 'Bỏ bớt nơi';
export const CHANGE_TOPICS = 'Chọn chủ đề';
export const LEAVE = 'Thôi nhận tin';
export const BACK = 'Xong';
export const EVERYWHERE = 'Nhận tin cả nước';

export const askPlace =
  'Bạn gõ tên tỉnh, thành phố, quận hoặc huyện muốn nhận tin. Ví dụ: Hải Phòng; huyện Vĩnh Bảo, Hải Phòng.';

const NAME_MAX = 40;

/** `unknown`: as the person typed it. */
export function placeUnknown(unknown: string): string {
  return `Tôi chưa nhận ra nơi “${clipped(unknown, NAME_MAX)}”. Bạn gõ lại giúp nhé; với quận, huyện thì ghi kèm tỉnh, ví dụ: huyện Vĩnh Bảo, Hải Phòng.`;
}

export function tooManyPlaces(placesMax: number): string {
  return `Mỗi người chọn được tối đa ${placesMax} nơi. Bạn bỏ bớt một nơi rồi chọn lại, hoặc chọn nhận tin cả nước.`;
}

export const askWhichToDrop = 'Bạn muốn bỏ nơi nào?';

export function dropPlace(place: SubscribedPlace): string {
  return `Bỏ ${placeName(place)}`;
}

export const askTopics =
  'Chọn chủ đề bạn quan tâm; chọn lần nữa để bỏ. Không chọn chủ đề nào là nhận tất cả.';

export function topicOption(topic: Topic, isChosen: boolean): string {
  return isChosen ? `✓ ${topicName(topic)}` : topicName(topic);
}

export const left =
  'Bạn đã thôi nhận tin, từ giờ tôi không gửi tin nữa. Muốn nhận lại, gõ /dangky. Cảm ơn bạn.';
export const notSubscribed =
  'Bạn chưa đăng ký nhận tin nên không cần huỷ. Muốn nhận tin, gõ /dangky.';

/** A web page cannot be written to. */
export const subscribeElsewhere =
  'Trang này không gửi tin cho bạn được. Để nhận tin mới, bạn mở bot trên Telegram hoặc Zalo rồi gõ /dangky nhé.';
