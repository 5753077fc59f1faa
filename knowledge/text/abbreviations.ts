/**
 * The one lexicon of abbreviations: those of cooperatives and offices, and those of chat. SURE ones
 * mean one thing wherever they stand and are written out in passages and questions alike; POSSIBLE
 * ones have other readings, so a question keeps the typed form and searches the readings beside it.
 * One line each: typed forms (several separated by spaces) = readings (separated by "|").
 */
import { canonicalSpelling } from './normalise.ts';

/** "=" lines for short forms that are no Vietnamese syllable and have one meaning here. */
const SURE = `
htx = hợp tác xã
lhhtx lhtx = liên hiệp hợp tác xã
lmhtx = liên minh hợp tác xã
kttt = kinh tế tập thể
htxnn = hợp tác xã nông nghiệp
qtdnd qtdndcs = quỹ tín dụng nhân dân
ubnd = ủy ban nhân dân
hđnd hdnd = hội đồng nhân dân
mttq = mặt trận tổ quốc
ubmttq = ủy ban mặt trận tổ quốc
hđqt hdqt = hội đồng quản trị
bks = ban kiểm soát
bchtw bchtư = ban chấp hành trung ương
ntm = nông thôn mới
ptnt = phát triển nông thôn
nnptnt = nông nghiệp và phát triển nông thôn
ktxh = kinh tế xã hội
cnh hđh = công nghiệp hóa hiện đại hóa
sxkd = sản xuất kinh doanh
xnk = xuất nhập khẩu
tnhh = trách nhiệm hữu hạn
dnnvv = doanh nghiệp nhỏ và vừa
dntn = doanh nghiệp tư nhân
gtgt = giá trị gia tăng
dthu = doanh thu
tndn = thu nhập doanh nghiệp
tncn = thu nhập cá nhân
bhxh = bảo hiểm xã hội
bhyt = bảo hiểm y tế
bhtn = bảo hiểm thất nghiệp
gcn = giấy chứng nhận
gcnqsdđ = giấy chứng nhận quyền sử dụng đất
qsdđ qsdd = quyền sử dụng đất
cccd = căn cước công dân
cmnd = chứng minh nhân dân
csdl = cơ sở dữ liệu
cntt = công nghệ thông tin
cđs = chuyển đổi số
hđlđ hdld = hợp đồng lao động
nlđ nld = người lao động
nsdlđ = người sử dụng lao động
vphc = vi phạm hành chính
xlvphc = xử lý vi phạm hành chính
tnds = trách nhiệm dân sự
tnhs = trách nhiệm hình sự
blhs = bộ luật hình sự
blds = bộ luật dân sự
blld = bộ luật lao động
tthc = thủ tục hành chính
pccc = phòng cháy chữa cháy
attp = an toàn thực phẩm
vsattp = vệ sinh an toàn thực phẩm
bvmt = bảo vệ môi trường
đkkd dkkd = đăng ký kinh doanh
đhtv = đại hội thành viên
gpmb = giải phóng mặt bằng
thcs = trung học cơ sở
thpt = trung học phổ thông
đhqg = đại học quốc gia
tphcm hcmc = thành phố hồ chí minh
gtvt = giao thông vận tải
gdđt gddt = giáo dục đào tạo
khcn = khoa học công nghệ
khđt khdt = kế hoạch đầu tư
tnmt = tài nguyên môi trường
cnxh = chủ nghĩa xã hội
xhcn = xã hội chủ nghĩa
chxhcn = cộng hòa xã hội chủ nghĩa
nsnn = ngân sách nhà nước
qlnn = quản lý nhà nước
vbqppl = văn bản quy phạm pháp luật
qppl = quy phạm pháp luật
`;

/** Short forms with several readings, or that are syllables too: searched beside what was typed. */
const POSSIBLE = `
lm = liên minh
tht = tổ hợp tác
tv = thành viên|ti vi
đv dv = đơn vị|dịch vụ
hn = hà nội|hội nghị
hp = hải phòng|hiến pháp
tp = thành phố
tx = thị xã
tt = thông tư|thị trấn|trung tâm|thông tin|thủ tướng
ttg = thủ tướng|thủ tướng chính phủ
nđ nd = nghị định|nông dân|nội dung|nhân dân
nq = nghị quyết
qđ qd = quyết định|quy định
ct = chủ tịch|chỉ thị|chương trình|công ty
ctich ctịch ctych = chủ tịch
pct = phó chủ tịch
gđ gd = giám đốc|gia đình|giáo dục|giao dịch
pgđ pgd = phó giám đốc|phòng giao dịch
kh = kế hoạch|khách hàng|khoa học
bch = ban chấp hành|ban chỉ huy
btv = ban thường vụ
bcđ bcd = ban chỉ đạo
bc = báo cáo
cp = chính phủ|cổ phần
tw = trung ương
cty cti = công ty
dn = doanh nghiệp|đà nẵng
xn = xí nghiệp
hđ hd = hội đồng|hợp đồng|hoạt động|hướng dẫn
đh dh = đại hội|đại học
đb = đại biểu|đồng bào
đc = địa chỉ|đồng chí|được
dc = được|địa chỉ
cn = công nghiệp|công nhân|chi nhánh|chứng nhận
nn = nông nghiệp|nhà nước
ld lđ = lao động|lãnh đạo
kt = kinh tế
xh = xã hội
sx = sản xuất
kd = kinh doanh
sp = sản phẩm
nhnn = ngân hàng nhà nước
nh = ngân hàng
qh = quốc hội|quy hoạch
vb = văn bản
vp = văn phòng|vi phạm
đk dk = điều kiện|đăng ký|điều khoản
gp = giấy phép|giải pháp
hs = hồ sơ|hình sự|học sinh
sv = sinh viên
gv = giáo viên
bv = bệnh viện|bảo vệ
ls = luật sư|lạng sơn|lịch sử|lãi suất
hcm = hồ chí minh
sg = sài gòn
vn = việt nam
bnn = bộ nông nghiệp
bct = bộ công thương|bộ chính trị
btc = bộ tài chính|ban tổ chức
vcci = liên đoàn thương mại và công nghiệp
vca = liên minh hợp tác xã việt nam
đt dt = điện thoại|đào tạo|đầu tư|diện tích|doanh thu|dân tộc
sdt sđt = số điện thoại
kn = kỷ niệm|kết nạp
nv = nhiệm vụ|nhân viên
ms = mới
sn = sinh năm|sinh nhật
mn = mọi người|miền nam
ad = admin
ng = người
ngta nta = người ta
k ko kg hk hok khg hem = không
bn bnhiu bnhieu bnhiêu = bao nhiêu
bjo bgio bh = bao giờ|bây giờ
ntn = như thế nào
j = gì
v z zậy zay = vậy
vs = với
r = rồi
cx = cũng
nx = nữa
wa = quá
trc = trước
trg = trong|trường
đg = đường|đang
tc = tổ chức|tài chính|tiêu chuẩn
tk = tài khoản|thống kê
ts = tài sản|tiến sĩ|tổng số
ktra = kiểm tra
qly qlý = quản lý
qđịnh qdinh = quy định
hthành hthanh = hoàn thành
kdoanh = kinh doanh
dnghiep = doanh nghiệp
tviên tvien = thành viên
hviên hvien = hội viên
`;

/** The readings of a short form as lists of syllables, the likeliest first. */
export type Readings = readonly (readonly string[])[];

/** Token as typed (lower case) → the syllables it always stands for. */
export const SURE_ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  [...parse(SURE)].map(([form, readings]) => [form, readings[0] ?? []]),
);

/** Token as typed (lower case) → what it may stand for. */
export const POSSIBLE_ABBREVIATIONS: ReadonlyMap<string, Readings> = parse(POSSIBLE);

/** Writes the sure abbreviations of a text out: "LMHTX Hải Phòng" → "liên minh hợp tác xã Hải Phòng". Idempotent. */
export function expandSureAbbreviations(text: string): string {
  return text.replace(SURE_FORM, (form) => {
    const syllables = SURE_ABBREVIATIONS.get(form.toLowerCase());
    return syllables === undefined ? form : syllables.join(' ');
  });
}

/** A sure abbreviation that is a whole word: most texts hold none, so words are not looked up one by one. */
const SURE_FORM = new RegExp(
  `(?<!\\p{L})(?:${[...SURE_ABBREVIATIONS.keys()].sort((a, b) => b.length - a.length).join('|')})(?!\\p{L})`,
  'giu',
);

function parse(lexicon: string): Map<string, Readings> {
  const entries = new Map<string, Readings>();
  for (const line of lexicon.trim().split('\n')) {
    const [forms = '', readings = ''] = line.split(' = ');
    const parsed = readings.split('|').map((reading) => reading.split(' ').map(canonicalSpelling));
    for (const form of forms.split(' ')) entries.set(form, parsed);
  }
  return entries;
}
