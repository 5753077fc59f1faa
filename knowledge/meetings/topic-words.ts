/**
 * What a question says beyond place, time, kind and person: the words looked for in what meetings
 * talked about. Phrases that only search go first, as phrases, so that "thành lập" keeps its "thành"
 * when "thành phố" goes; then single words without a topic.
 */
import { FUNCTION_SYLLABLES } from '../question/wording.ts';
import { fold, hasDiacritics } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';
import { masked } from './mask.ts';

/** Folded; in every report, or in no topic. */
const PHRASES = (
  'danh sach,liet ke,tra cuu,thong ke,tong hop,tat ca,so luong,tong so,lich su,truoc day,gan day nhat,moi day nhat,gan nhat,gan day,moi day,cuoi cung,sau cung,moi nhat,dien ra,to chuc,' +
  'hoi nghi,su kien,chuong trinh,lien minh,hop tac xa,htx,thanh pho,dia ban,viet nam,lien quan,don vi,chu tri,chu toa,phat bieu,' +
  'noi dung,cong viec,van de,vua qua,vua roi,sap toi,ra sao,the nao,cho biet,cho xem,cho toi,tim giup,bao nhieu,nhung gi,nhung ai,' +
  'thanh phan,tham du,tham gia,cuoc hop,dong chi,lan gan,o dau,khi nao,hom nao,ngay nao'
).split(',');
const PHRASE = new RegExp(`(?<![a-z0-9])(?:${PHRASES.join('|')})(?![a-z0-9])`, 'g');

/** As written with diacritics, where "bão" is no "bao" and "sao" of "ngôi sao" is no question. */
const EXACT = new Set(
  (
    'là gì nào ai đâu khi bao mấy thế như vậy thì mà có không được phải bị của và hoặc hay cho với các những một ở tại trong ngoài trên dưới từ đến về ra vào do ' +
    'này kia ấy đây đấy rồi nữa mỗi nhé à ạ ad ơi em anh chị mình tôi bạn giúp hỏi xin biết cần muốn nếu cũng đã đang sẽ vừa còn vì nhỉ gồm kể tên hiện hôm ' +
    'thôi lại cái cả tất theo lúc người họ ông bà bác chú cô thưa luôn đều rất qua làm tìm xem lọc dự họp hội cuộc buổi dịp lễ tỉnh huyện quận xã phường tp bài tin ' +
    'việc bên phía nơi lần năm tháng ngày quý tuần trao nói bàn nhắc hồi khoảng lớp đợt kỳ mở hành số'
  ).split(' '),
);
const FOLDED = new Set(
  'tim xem loc du hop hoi cuoc buoi dip le tinh huyen quan xa phuong tp bai tin viec ben phia noi lan nam thang ngay quy tuan trao ban nhac khoang lop dot ky mo hanh so'.split(
    ' ',
  ),
);

/** Canonical syllables in the order of the question; `rest` has what was understood blanked out. */
export function topicWords(rest: string): string[] {
  const folded = fold(rest);
  const spans = [...folded.matchAll(PHRASE)].map(({ index, 0: phrase }) => ({
    start: index,
    end: index + phrase.length,
  }));
  const isAccented = hasDiacritics(rest);
  return tokenize(masked(rest, spans))
    .map(({ text }) => text)
    .filter((syllable) => /\p{L}/u.test(syllable) && syllable.length > 1)
    .filter((syllable) => !(isAccented ? EXACT.has(syllable) : isFunctionWord(syllable)));
}

function isFunctionWord(folded: string): boolean {
  return FUNCTION_SYLLABLES.has(folded) || FOLDED.has(folded);
}
