/**
 * Words of questions. FUNCTION_SYLLABLES carry no topic (question words, particles, chat fillers).
 * PARAPHRASES lead from how people say a thing to how official texts write it; both sides folded.
 * Kept general: a pair belongs here when it would help any question on cooperatives or meetings.
 */

export const FUNCTION_SYLLABLES: ReadonlySet<string> = new Set(
  (
    'la gi nao ai dau khi bao nhieu may the nhu vay thi ma co khong duoc phai bi cua va hoac hay cho voi cac nhung mot ' +
    'o tai trong ngoai tren duoi tu den ve ra vao do nay kia ay day roi nua moi nhe a ah ad oi em anh chi minh toi ban ' +
    'giup hoi xin cho biet can muon neu cung da dang se vua con thi rang boi vi sao tai vi sao nhi nhe z v j k ko hok dc ' +
    'gom ke ten liet bn bnhiu bnhieu ntn hien hom thoi lai cai ca tat tong cong nhieu it nhat theo ung so luc nguoi ta ' +
    'ho ong ba vi dong chi bac chu co cau nha thua vang luon deu chi rat qua lam vui long nhung gi ra sao nhu nao'
  ).split(' '),
);

/**
 * The same words as they are written with diacritics: "trồng" is not "trong", "cán" not "cần",
 * "hội" not "hỏi". Those that have none are judged by FUNCTION_SYLLABLES.
 */
const WITH_DIACRITICS: ReadonlySet<string> = new Set(
  (
    'là gì nào đâu nhiêu mấy thế như vậy thì mà có không được phải bị của và hoặc với các những một ở tại ngoài ' +
    'trên dưới từ đến về vào này ấy đây rồi nữa mới nhé ạ à ơi chị mình tôi bạn giúp hỏi biết cần muốn nếu cũng đã ' +
    'đang sẽ vừa còn rằng bởi vì nhỉ gồm kể tên liệt hiện hôm thôi lại cái cả tất tổng cộng nhiều ít nhất ứng số lúc ' +
    'người họ ông bà vị đồng chú cô cậu nhà thưa vâng luôn đều chỉ rất quá làm vui lòng đó hả chưa'
  ).split(' '),
);

/** Words of their own where diacritics are typed: "vay" is no "vậy" then, "con" no "còn". */
const TOPICS_WITHOUT_DIACRITICS: ReadonlySet<string> = new Set('vay chi con thi may'.split(' '));

/** True for a syllable, as typed in lower case, that carries no topic; `accented` where the text has its diacritics. */
export function isFunctionSyllable(typed: string, folded: string, accented = false): boolean {
  if (!FUNCTION_SYLLABLES.has(folded)) return false;
  if (typed !== folded) return WITH_DIACRITICS.has(typed);
  return !(accented && TOPICS_WITHOUT_DIACRITICS.has(typed));
}

/** Phrases that say what kind of answer is wanted, not what about; folded. */
export const ASKING_PHRASES: readonly string[] = [
  'khai niem',
  'dinh nghia',
  'phan tram',
  'duoc hieu',
  'bao nhieu',
  'so may',
  'mang so',
  'ngay thang nam',
  'ten la',
  'cho toi',
  'cho xin',
  'hien nay',
  'hien co',
  'hien gio',
  'tat ca',
  'tong cong',
];

export const PARAPHRASES: readonly (readonly [string, readonly string[]])[] = [
  ['nguoi', ['thanh vien', 'ca nhan', 'dai bieu', 'luot nguoi']],
  ['qua doi', ['chet', 'thua ke']],
  ['mat', ['chet', 'bi mat']],
  ['lap', ['thanh lap', 'ban hanh']],
  ['mo', ['thanh lap', 'to chuc', 'khai truong']],
  ['hop', ['hoi nghi', 'to chuc', 'cuoc hop']],
  ['buoi', ['hoi nghi', 'cuoc']],
  ['le', ['ky niem', 'hoi nghi', 'le']],
  ['giay to', ['ho so', 'tai lieu']],
  ['nhieu nhat', ['toi da', 'khong qua', 'khong vuot qua']],
  ['cao nhat', ['toi da', 'khong qua', 'khong vuot qua']],
  ['it nhat', ['toi thieu', 'khong thap hon']],
  ['thap nhat', ['toi thieu', 'khong thap hon']],
  ['kiem', ['dong thoi', 'kiem nhiem']],
  ['dung dau', ['truong ban', 'chu tich', 'truong']],
  ['bi cam', ['khong duoc', 'nghiem cam']],
  ['nghi hoat dong', ['ngung hoat dong', 'tam ngung']],
  ['dong cua', ['cham dut hoat dong', 'giai the']],
  ['dong', ['cham dut hoat dong', 'dong']],
  ['bao cho', ['thong bao']],
  ['bao', ['thong bao', 'bao cao']],
  ['xin', ['de nghi', 'cap']],
  ['lam lai', ['cap lai', 'sua doi']],
  ['cap lai', ['cap lai']],
  ['dong y', ['tan thanh', 'su dong y', 'nhat tri']],
  ['tan thanh', ['tan thanh', 'dong y']],
  ['tang', ['trao tang', 'trao', 'tang']],
  ['nhan', ['trao', 'duoc nhan', 'tang']],
  ['kinh doanh', ['san xuat', 'hoat dong']],
  ['lam an', ['san xuat', 'kinh doanh', 'hoat dong']],
  ['vuong', ['vuong mac', 'kho khan', 'tro ngai', 'han che']],
  ['go', ['thao go']],
  ['ky', ['ky ket', 'ban hanh']],
  ['ra', ['ban hanh']],
  ['gioi thieu', ['thong tin', 'pho bien', 'trien khai']],
  ['pho bien', ['thong tin', 'trien khai', 'tuyen truyen']],
  ['nop', ['gui', 'nop']],
  ['gui', ['nop', 'gui']],
  ['online', ['truc tuyen', 'dien tu']],
  ['qua mang', ['truc tuyen', 'dien tu']],
  ['tien mat', ['dong viet nam']],
  ['du hop', ['tham du', 'trieu tap']],
  ['hop', ['tham du']],
  ['len', ['chuyen doi', 'thanh']],
  ['chuyen len', ['chuyen doi']],
  ['rut', ['rut khoi', 'cham dut tu cach']],
  ['tra lai', ['hoan tra', 'sua doi bo sung']],
  ['vay', ['cho vay', 'vay von', 'khach hang']],
  ['luong', ['tien luong', 'thu lao']],
  ['sep', ['giam doc', 'chu tich']],
  ['lanh dao', ['chu tich', 'giam doc']],
  ['chi tieu', ['ke hoach']],
  ['tham gia', ['gia nhap', 'tham gia']],
  ['vao', ['gia nhap', 'ket nap', 'tham gia']],
  ['gia nhap', ['ket nap', 'tham gia']],
  ['ket nap', ['gia nhap']],
  ['don vi', ['htx', 'doanh nghiep', 'thanh vien']],
  ['huong dan', ['quy dinh', 'tap huan']],
  ['lop', ['tap huan', 'lop']],
  ['pho chu tich', ['pct']],
  ['bat dau', ['ke tu', 'tu ngay']],
  ['thoi han', ['trong thoi han', 'khong qua']],
  ['han', ['thoi han', 'cham nhat']],
  ['noi bo', ['noi bo']],
  ['tam nghi', ['tam ngung']],
  ['phat', ['xu phat', 'phat']],
  ['ho tro', ['chinh sach', 'uu dai']],
  ['uu dai', ['ho tro', 'mien', 'giam']],
  ['tien than', ['thanh lap', 'hoi dong']],
  ['thay doi', ['sua doi', 'chuyen doi', 'dieu chinh']],
  ['sua', ['sua doi']],
  ['ban', ['thao luan', 'trao doi']],
  ['noi ve', ['noi dung', 'thong tin']],
  ['dien ra', ['to chuc']],
  ['to chuc', ['dien ra']],
  ['nong dan', ['thanh vien', 'ho gia dinh']],
  ['ho dan', ['ho gia dinh', 'ca nhan']],
  ['nua dau nam', ['6 thang dau nam']],
  ['nua cuoi nam', ['6 thang cuoi nam']],
  ['dat ra', ['de ra', 'xac dinh']],
  ['viec chinh', ['nhiem vu', 'trong tam']],
  ['kham kha', ['kha gia', 'kha len']],
  ['eo uot', ['yeu kem', 'kem hieu qua', 'hoat dong yeu']],
  ['ra doi', ['thanh lap']],
];
