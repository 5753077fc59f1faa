/**
 * Organisations in running text: a head noun ("Liên minh", "HTX", "Sở", "Công ty"), phrases that
 * say what it does, a proper name, a place. The end is where none of these continues; a verb such
 * as "thông tin" or "xây dựng" after a finished name does not, although it may stand inside one.
 */
import { isFamilyName, personWithin } from './person-names.ts';
import { matchBareName, matchPlace, type PlaceMention } from './place-names.ts';
import { matchTitle } from './titles.ts';
import { isCapitalised, phraseList, type Word } from './words.ts';

export type OrganisationSort = 'alliance' | 'unit' | 'body';

export interface OrganisationMention {
  sort: OrganisationSort;
  from: number;
  to: number;
  /** A proper name, number or place closes it: it is one organisation, not a kind. */
  isNamed: boolean;
  /** The last place inside the name ("tỉnh", "huyện An Dương"). */
  place: PlaceMention | undefined;
}

const ALLIANCE_HEADS = phraseList(
  'liên minh hợp tác xã, liên minh htx, lmhtx, lm htx, liên minh hợp tác xã ( htx ), liên minh',
);
const UNIT_HEADS =
  phraseList(`hợp tác xã, htx, hợp tác xã ( htx ), liên hiệp hợp tác xã, liên hiệp htx
  lh htx, lhhtx, công ty, cty, tập đoàn, tổng công ty, doanh nghiệp tư nhân, dntn, xí nghiệp, doanh nghiệp
  tổ hợp tác, tht, tổ hội, cơ sở, quỹ tín dụng nhân dân, qtdnd, nhà máy, trang trại, hộ kinh doanh`);
const BODY_HEADS =
  phraseList(`ubnd, ủy ban nhân dân, hđnd, hội đồng nhân dân, ủy ban mttq, mttq, ubmttq
  ủy ban mặt trận tổ quốc, mặt trận tổ quốc, ủy ban, đảng ủy, tỉnh ủy, thành ủy, huyện ủy, quận ủy, thị ủy
  ban thường vụ, ban chấp hành, btv, bch, đảng bộ, chi bộ, sở, bộ, cục, chi cục, vụ, viện, phòng, ban, văn phòng
  trung tâm, hội, hiệp hội, liên đoàn, đoàn, tỉnh đoàn, thành đoàn, huyện đoàn, quỹ, ngân hàng, báo, đài
  tạp chí, trường, học viện, đại học, kho bạc, công an, quân khu, bộ chỉ huy, hội đồng, câu lạc bộ, mạng lưới
  tổng cục, chính phủ, quốc hội, trạm, khu, chi nhánh, liên hiệp, tổ, nhóm, đội, đoàn công tác, bộ môn, hợp tác quốc tế, vườn quốc gia, thường trực
  tỉnh, thành phố, tp, huyện, quận, xã, phường, thị trấn, thôn, ấp, bản, trung ương, tw, đảng đoàn, agribank
  nhnn, nhcsxh, vcci, ilo, hội đồng quản trị, ban giám đốc, ban quản lý, ban chỉ đạo, ubkt, cơ quan, đảng`);

// What organisations do and deal in: may stand inside a name in either case.
const INSIDE =
  phraseList(`hợp tác xã, htx, liên minh, liên hiệp, tnhh, trách nhiệm hữu hạn, một thành viên, mtv
  hai thành viên, cổ phần, cp, tư nhân, sản xuất, kinh doanh, sxkd, sxdvkd, sxkddv, sxkddvnn, tm, tmdv, dvtm, dvtmxd, sxtm, sx tm, tmxd, dvtmnn, sxdv, sx, kd, dịch vụ, dv, dvnn, nông nghiệp, nn
  nông lâm nghiệp, lâm nghiệp, nông lâm, nông lâm ngư, ngư nghiệp, thủy sản, hải sản, nuôi trồng, chăn nuôi
  trồng trọt, chế biến, thương mại, vận tải, xây dựng, du lịch, du lịch cộng đồng, sinh thái, rau, củ, quả, trái cây
  rau củ quả, rau an toàn, rau sạch, an toàn, sạch, hữu cơ, công nghệ cao, công nghệ, công nghiệp, tiểu thủ công nghiệp
  thủ công, mỹ nghệ, mây tre đan, mây tre, chè, trà, cà phê, hồ tiêu, tiêu, điều, cao su, lúa, gạo, lúa gạo, nếp
  hoa, cây cảnh, hoa cây cảnh, sinh vật cảnh, dược liệu, dược, mật ong, nuôi ong, ong, bưởi, cam, quýt, chanh, vải, nhãn
  sầu riêng, xoài, thanh long, chuối, dừa, mít, bơ, na, ổi, dứa, nho, táo, hành tỏi, hành, tỏi, ớt, gừng, nghệ, nấm
  bò, bò sữa, dê, dê sữa, heo, lợn, gà, vịt, gia cầm, trứng, cá, tôm, nghêu, sò, hàu, muối, yến, dệt, thổ cẩm, may, gốm, gỗ
  mộc, cơ khí, điện, điện năng, điện nước, nước sạch, môi trường, vệ sinh môi trường, tín dụng, tiêu dùng, chợ, siêu thị
  thực phẩm, nông sản, nông sản sạch, đặc sản, thực phẩm sạch, giống, cây giống, con giống, giống gia cầm, cây trồng
  cây ăn quả, cây ăn trái, shan tuyết, cây dược liệu, phân bón, thuốc, vật tư, tổng hợp, toàn xã, đa ngành, liên kết, tuần hoàn
  phát triển, hỗ trợ, đầu tư, kinh tế, kinh tế tập thể, kttt, kinh tế hợp tác, kinh tế số, tập thể, chính sách
  kế hoạch, tài chính, hành chính, tổ chức, cán bộ, tổng hợp, tuyên truyền, đào tạo, bồi dưỡng, tư vấn, chuyển giao
  chỉ đạo, quản lý, quản trị, kiểm soát, kiểm tra, thanh tra, thường trực, thường vụ, chấp hành, bch, btv, hđnd, ubnd
  mttq, ubmttq, vn, việt nam, trung ương, tw, nhân dân, hội đồng, ủy ban, đại biểu, quốc hội, chính phủ, chính trị
  nông dân, phụ nữ, liên hiệp phụ nữ, lhpn, cựu chiến binh, thanh niên, người cao tuổi, doanh nghiệp, dn, doanh nhân
  đoàn thanh niên, đoàn kết, dân tộc, tôn giáo, mặt trận tổ quốc, mặt trận, khoa học, khoa học công nghệ, kỹ thuật
  khuyến nông, khuyến công, xúc tiến, xúc tiến thương mại, bảo vệ thực vật, thú y, thủy lợi, kiểm lâm, phát triển nông thôn
  nông thôn, nông thôn mới, ntm, ptnt, giáo dục, y tế, văn hóa, thể thao, thông tin, truyền thông, tuyên giáo, dân vận
  nội vụ, tư pháp, công thương, công an, quân sự, biên phòng, lao động, thương binh, xã hội, tài nguyên, nhà nước
  chính sách xã hội, chi nhánh, khu vực, trực thuộc, tỉnh ủy, thành ủy, huyện ủy, đảng ủy, đảng bộ, đảng, phòng, ban, sở
  hội, trung tâm, quỹ, văn phòng, bộ, cục, viện, chuyên môn, nghiệp vụ, đối ngoại, hợp tác quốc tế, pháp chế, báo, đài
  phát thanh, truyền hình, ptth, phát thanh truyền hình, cổng thông tin điện tử, điện tử, tạp chí, thời báo, trường, trung cấp, cao đẳng
  đại học, quốc gia, quốc tế, châu á, toàn cầu, nghiên cứu, ứng dụng, sáng tạo, đổi mới, khởi nghiệp, tín dụng nhân dân
  chế biến kinh doanh, than, đá, khoáng sản, vật liệu xây dựng, vật liệu, xăng dầu, taxi, ô tô, thuyền, đóng tàu, khai thác
  thâm canh, siêu thâm canh, quảng canh, nước lạnh, cá nước lạnh, cá tầm, cá lồng, trâu, trâu bò, ngựa, cừu, thỏ, ốc, ếch, lươn, baba, tằm, dâu tằm
  cổ truyền, truyền thống, làng nghề, nghề, sen, sâm, quế, hồi, măng, miến, bún, phở, mì, đậu, lạc, ngô, khoai, sắn, mía, đường`);

// After these, the next capitalised word still belongs: "Nông nghiệp và Phát triển nông thôn".
const JOINERS = new Set(['và', '&', '-', '–', ',']);
/** Ministries and departments whose own name has a comma. */
const COMMA_NAMES = /^(?:văn hóa|thể thao|văn hoá|nông lâm)$/;
const OPENING = /^["“”'‘(]$/;
const CLOSING = /^["”“'’)]$/;
const WORDS_MAX = 28;

/** The organisation that begins at `at`. With `anyHead`, one whose head was said before ("Trưởng phòng | Kế hoạch"). */
export function matchOrganisation(
  words: readonly Word[],
  at: number,
  anyHead = false,
): OrganisationMention | undefined {
  const head = matchHead(words, at);
  if (!head && !anyHead) return undefined;
  const sort = head?.sort ?? 'body';
  const reading = readName(words, at, head?.to ?? at, sort);
  const isPlaceOnly = head !== undefined && matchPlace(words, at)?.from === at;
  if (reading.to === at) return undefined;
  return {
    sort,
    from: at,
    to: reading.to,
    isNamed: reading.isNamed || (isPlaceOnly && reading.place?.name !== undefined),
    place: reading.place,
  };
}

/** The proper part of a unit's name: what stands after its kind and activities; undefined when nothing does. */
export function properName(
  words: readonly Word[],
  { from, to, place }: OrganisationMention,
): string | undefined {
  const end = place?.name !== undefined ? place.from : to;
  let at = Math.max(from + 1, UNIT_HEADS.match(words, from));
  for (;;) {
    const next = Math.max(
      INSIDE.match(words, at),
      JOINERS.has(words[at]?.text ?? '') ? at + 1 : at,
    );
    if (next === at || next > end) break;
    at = next;
  }
  const rest = words.slice(at, end);
  if (!rest.some((word) => isCapitalised(word) || word.kind === 'number')) return undefined;
  return rest.map((word) => word.text).join(' ');
}

/** Words whose last syllable is spelled like a head: the "trường" of "Quảng trường" is no school. */
const COMPOUNDS =
  phraseList(`quảng trường, thị trường, môi trường, hội trường, nông trường, lâm trường, công trường
  ngư trường, cán bộ, đồng bộ, toàn bộ, nội bộ, tiến bộ, cơ sở, trụ sở, bệnh viện, học viện, nhiệm vụ, dịch vụ, phục vụ
  nghiệp vụ, chức vụ, thời vụ, xã hội, cơ hội, đại hội, lễ hội, quốc hội, hiệp hội, tập đoàn, phái đoàn, công đoàn, thông báo
  cảnh báo, dự báo, quảng báo, nông thôn, cơ bản, văn bản, kịch bản, bài bản, tác xã, làng xã, khách sạn, tham quan
  kho bạc, khai báo, hợp đồng, bảo vệ, hồ sơ, trưởng ban, phó ban, trưởng phòng, phó phòng, thị xã, liên đoàn`);

function matchHead(words: readonly Word[], at: number) {
  if (at > 0 && COMPOUNDS.match(words, at - 1) === at + 1) return undefined;
  const heads = [
    { sort: 'alliance' as const, to: ALLIANCE_HEADS.match(words, at) },
    { sort: 'unit' as const, to: UNIT_HEADS.match(words, at) },
    { sort: 'body' as const, to: BODY_HEADS.match(words, at) },
  ].filter(({ to }) => to > at);
  return heads.sort((a, b) => b.to - a.to)[0];
}

interface Reading {
  to: number;
  isNamed: boolean;
  place: PlaceMention | undefined;
}

function readName(
  words: readonly Word[],
  from: number,
  afterHead: number,
  sort: OrganisationSort,
): Reading {
  // A head that is itself a place ("huyện An Dương") is read as a place; "Tỉnh ủy" is none.
  const whole = matchPlace(words, from);
  const start = Math.max(afterHead, INSIDE.match(words, from));
  const reading: Reading =
    whole && whole.to >= start
      ? { to: whole.to, isNamed: whole.name !== undefined, place: whole }
      : { to: start, isNamed: false, place: undefined };
  while (reading.to - from < WORDS_MAX) {
    const step = nextStep(words, from, reading, sort);
    if (!step) break;
    Object.assign(reading, step);
  }
  return reading;
}

function nextStep(
  words: readonly Word[],
  from: number,
  reading: Reading,
  sort: OrganisationSort,
): Partial<Reading> | undefined {
  const { to, isNamed, place } = reading;
  const word = words[to];
  if (!word) return undefined;
  const placed = matchPlace(words, to);
  const phrase = INSIDE.match(words, to);
  if (placed && !place?.name && placed.to >= phrase) {
    return { to: placed.to, place: placed, isNamed: isNamed || placed.name !== undefined };
  }
  if (place) return undefined;
  const proper = properRun(words, to, sort, isNamed);
  if (phrase > to && (!isNamed || isCapitalised(word))) {
    // "Việt Nam" and "TW" name one organisation; the other phrases only narrow the kind.
    const names = /^(?:việt nam|vn|trung ương|tw)$/.test(keyOf(words, to, phrase));
    return { to: phrase, isNamed: isNamed || names };
  }
  if (proper === to + 1 && sort === 'unit' && !isNamed && isActivity(words, to))
    return { to: proper };
  if (proper > to) {
    const pair = sort === 'body' && proper === to + 1 ? commonPair(words, from, to) : proper;
    return { to: pair, isNamed: true };
  }
  const unknown = sort === 'unit' && !isNamed && to > from + 1 ? overUnknown(words, to) : to;
  if (unknown > to) return { to: unknown };
  if (OPENING.test(word.text) && word.text !== '(') return quotedName(words, to);
  if (JOINERS.has(word.text) || word.key === 'và') return joined(words, from, reading, sort);
  return undefined;
}

/** Capitalised words and numbers, up to a person's name that follows without a comma. */
function properRun(
  words: readonly Word[],
  from: number,
  sort: OrganisationSort,
  isNamed: boolean,
): number {
  let to = from;
  while (isCapitalised(words[to]) || (words[to]?.kind === 'number' && !isNamed)) {
    if (to > from && INSIDE.match(words, to) > to + 1) break;
    to += 1;
  }
  if (to === from) return from;
  const place = sort === 'body' && isNamed === false ? matchBareName(words, from) : undefined;
  if (place) return place.to;
  const person = personWithin(words, from, to);
  if (person === to) return to;
  // A cooperative may bear a person's name; a committee or a department does not.
  const isWhole = person === from;
  if (!isWhole || isNamed || sort !== 'unit') return person;
  return isPersonal(words, person, to, isAfterTitle(words, from)) ? person : to;
}

/** A title stands right before the head: "Giám đốc HTX | Cao Đăng Duy". */
function isAfterTitle(words: readonly Word[], from: number): boolean {
  for (let at = Math.max(0, from - TITLE_WORDS_MAX); at < from; at += 1) {
    const title = matchTitle(words, at);
    if (title && UNIT_HEADS.match(words, title.to) === from) return true;
  }
  return false;
}

const TITLE_WORDS_MAX = 8;
// Whom cooperatives are named after.
const NAMESAKES =
  phraseList(`lê hồng phong, trần hưng đạo, nguyễn huệ, nguyễn trãi, trần phú, nguyễn văn trỗi, võ thị sáu
  lý thường kiệt, hoàng văn thụ, phạm hồng thái, đinh tiên hoàng, phan đình phùng, ngô quyền, nguyễn viết xuân, hoàng diệu
  nguyễn thị minh khai, lê hồng phong, tô hiệu, lý tự trọng, hồ tùng mậu, phan bội châu, nguyễn du, trần quốc toản
  hoàng hoa thám, lê lợi, lê lai, lương văn tri, hoàng đình giong, nguyễn bỉnh khiêm, phan chu trinh, đinh bộ lĩnh`);

/** Is the name after "HTX" a person's, although cooperatives too are named after people? */
function isPersonal(words: readonly Word[], from: number, to: number, isLed: boolean): boolean {
  if (NAMESAKES.match(words, from) === to) return false;
  if (/^(?:văn|thị)$/.test(words[from + 1]?.key ?? '')) return true;
  return isLed && to - from >= 3 && isFamilyName(words[from], true);
}

/** "Trưởng phòng | Phong trào": a capital and a small syllable right after the department are its name. */
function commonPair(words: readonly Word[], from: number, at: number): number {
  const next = words[at + 1];
  const isFirst = at <= from + 1;
  return isFirst && next?.kind === 'word' && !isCapitalised(next) && !NOT_IN_NAMES.has(next.key)
    ? at + 2
    : at + 1;
}

// Words that go on with the sentence, not with a name.
const NOT_IN_NAMES = new Set(
  `tại ở và với của cho do là có được đã sẽ đang cùng các những để khi trong trên về từ đến theo như nói làm chia
   ông bà anh chị thuộc nằm gồm tiêu kiểu mới này đó hiện cũng không phải tham bán mua trồng nuôi vừa phát chủ trao
   nhận tổ thông báo khẳng nhấn đề yêu trình giới nêu ký kết chưa còn rất nên thì mà bị nhằm qua sau trước giữa`.split(
    /\s+/,
  ),
);
const UNKNOWN_MAX = 2;

/** "HTX Nuôi | tôm Tân Hưng": one capital before a small word begins what the unit does. */
function isActivity(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  const goesOn = next?.kind === 'word' && !isCapitalised(next) && !NOT_IN_NAMES.has(next.key);
  return goesOn && matchPlace(words, at + 1) === undefined && overActivity(words, at + 1);
}

/** A proper name follows within a few small words. */
function overActivity(words: readonly Word[], at: number): boolean {
  for (let to = at; to - at < ACTIVITY_MAX; to += 1) {
    const word = words[to];
    if (word?.kind !== 'word' || (!isCapitalised(word) && NOT_IN_NAMES.has(word.key))) return false;
    if (isCapitalised(word)) return matchHead(words, to) === undefined;
  }
  return false;
}

const ACTIVITY_MAX = 6;

/** "HTX Cá | nước lạnh Thanh Kim": one or two words no list knows, if a proper name follows them. */
function overUnknown(words: readonly Word[], at: number): number {
  for (let to = at; to - at < UNKNOWN_MAX; to += 1) {
    const word = words[to];
    if (word?.kind !== 'word' || isCapitalised(word) || NOT_IN_NAMES.has(word.key)) return at;
    if (isCapitalised(words[to + 1]) && !matchHead(words, to + 1)) return to + 1;
  }
  return at;
}

function quotedName(words: readonly Word[], at: number): Partial<Reading> | undefined {
  const close = words.findIndex((word, index) => index > at && CLOSING.test(word.text));
  if (close === -1 || close - at > 8 || !isCapitalised(words[at + 1])) return undefined;
  return { to: close + 1, isNamed: true };
}

function joined(
  words: readonly Word[],
  from: number,
  { to, isNamed }: Reading,
  sort: OrganisationSort,
): Partial<Reading> | undefined {
  const joiner = words[to]!;
  const next = words[to + 1];
  if (!next || to === from) return undefined;
  if (joiner.text === ',' && !COMMA_NAMES.test(keyOf(words, to - 2, to))) return undefined;
  const phrase = INSIDE.match(words, to + 1);
  const isTight = joiner.kind === 'mark' && next.start === joiner.end;
  const continues =
    phrase > to + 1
      ? isCapitalised(next) || ((isTight || sort === 'unit') && !isNamed)
      : isTight && isCapitalised(next);
  if (!continues || matchHead(words, to + 1)?.sort === 'alliance') return undefined;
  // "Liên minh HTX và UBND tỉnh" are two; "Nông nghiệp và Phát triển nông thôn" is one.
  const head = matchHead(words, to + 1);
  if (
    head &&
    phrase <= head.to &&
    head.to - to > 1 &&
    /^(?:ubnd|hđnd|sở|hội|htx|công|đảng|tỉnh|ban)$/.test(next.key)
  ) {
    return undefined;
  }
  return { to: phrase > to + 1 ? phrase : to + 2 };
}

function keyOf(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(Math.max(0, from), to)
    .map((word) => word.key)
    .join(' ');
}
