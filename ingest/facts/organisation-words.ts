/**
 * The words organisations are named with: heads ("Liên minh", "HTX", "Sở"), what they do and deal
 * in, and words that only look like them.
 */
import { phraseList, type Word } from './words.ts';

const ALLIANCE_HEADS = phraseList(
  'liên minh hợp tác xã, liên minh htx, lmhtx, lm htx, liên minh hợp tác xã ( htx ), liên minh',
);
export const UNIT_HEADS =
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
export const INSIDE =
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
  hội, hội nghị, trung tâm, quỹ, văn phòng, bộ, cục, viện, chuyên môn, nghiệp vụ, đối ngoại, hợp tác quốc tế, pháp chế, báo, đài
  phát thanh, truyền hình, ptth, phát thanh truyền hình, cổng thông tin điện tử, điện tử, tạp chí, thời báo, trường, trung cấp, cao đẳng
  đại học, quốc gia, quốc tế, châu á, toàn cầu, nghiên cứu, ứng dụng, sáng tạo, đổi mới, khởi nghiệp, tín dụng nhân dân
  chế biến kinh doanh, than, đá, khoáng sản, vật liệu xây dựng, vật liệu, xăng dầu, taxi, ô tô, thuyền, đóng tàu, khai thác
  thâm canh, siêu thâm canh, quảng canh, nước lạnh, cá nước lạnh, cá tầm, cá lồng, trâu, trâu bò, ngựa, cừu, thỏ, ốc, ếch, lươn, baba, tằm, dâu tằm
  cổ truyền, truyền thống, làng nghề, nghề, sen, sâm, quế, hồi, măng, miến, bún, phở, mì, đậu, lạc, ngô, khoai, sắn, mía, đường`);

/** Words whose last syllable is spelled like a head: the "trường" of "Quảng trường" is no school. */
const COMPOUNDS =
  phraseList(`quảng trường, thị trường, môi trường, hội trường, nông trường, lâm trường, công trường
  ngư trường, cán bộ, đồng bộ, toàn bộ, nội bộ, tiến bộ, cơ sở, trụ sở, bệnh viện, học viện, nhiệm vụ, dịch vụ, phục vụ
  nghiệp vụ, chức vụ, thời vụ, xã hội, cơ hội, đại hội, lễ hội, quốc hội, hiệp hội, tập đoàn, phái đoàn, công đoàn, thông báo
  cảnh báo, dự báo, quảng báo, nông thôn, cơ bản, văn bản, kịch bản, bài bản, tác xã, làng xã, khách sạn, tham quan
  kho bạc, khai báo, hợp đồng, bảo vệ, hồ sơ, trưởng ban, phó ban, trưởng phòng, phó phòng, thị xã, liên đoàn`);

// Whom cooperatives are named after.
export const NAMESAKES =
  phraseList(`lê hồng phong, trần hưng đạo, nguyễn huệ, nguyễn trãi, trần phú, nguyễn văn trỗi, võ thị sáu
  lý thường kiệt, hoàng văn thụ, phạm hồng thái, đinh tiên hoàng, phan đình phùng, ngô quyền, nguyễn viết xuân, hoàng diệu
  nguyễn thị minh khai, lê hồng phong, tô hiệu, lý tự trọng, hồ tùng mậu, phan bội châu, nguyễn du, trần quốc toản
  hoàng hoa thám, lê lợi, lê lai, lương văn tri, hoàng đình giong, nguyễn bỉnh khiêm, phan chu trinh, đinh bộ lĩnh`);

// Words that go on with the sentence, not with a name.
export const NOT_IN_NAMES = new Set(
  `tại ở và với của cho do là có được đã sẽ đang cùng các những để khi trong trên về từ đến theo như nói làm chia
   ông bà anh chị thuộc nằm gồm tiêu kiểu mới này đó hiện cũng không phải tham bán mua trồng nuôi vừa phát chủ trao
   nhận tổ thông báo khẳng nhấn đề yêu trình giới nêu ký kết chưa còn rất nên thì mà bị nhằm qua sau trước giữa`.split(
    /\s+/,
  ),
);

export type OrganisationSort = 'alliance' | 'unit' | 'body';

/** The head noun at `at`, the longest one; undefined when none begins there. */
export function matchHead(words: readonly Word[], at: number) {
  if (at > 0 && COMPOUNDS.match(words, at - 1) === at + 1) return undefined;
  const heads = [
    { sort: 'alliance' as const, to: ALLIANCE_HEADS.match(words, at) },
    { sort: 'unit' as const, to: UNIT_HEADS.match(words, at) },
    { sort: 'body' as const, to: BODY_HEADS.match(words, at) },
  ].filter(({ to }) => to > at);
  return heads.sort((a, b) => b.to - a.to)[0];
}
