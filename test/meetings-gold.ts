/**
 * The meetings that a careful reader finds in articles: day (or days), place and who chaired. One
 * line each: "file | first day[..last day] | province[, district] | chairs or –". A text that does
 * not say who chaired has none, however much its speakers look like it.
 */
export interface GoldMeeting {
  file: string;
  startsOn: string | undefined;
  endsOn: string | undefined;
  province: string;
  district: string | undefined;
  chairs: string[];
}

/** The five sample articles beside the checkout. */
export const SAMPLE_ARTICLES = `
000_49f78d40b8b5fc0d.txt | 2023-08-08 | Hải Phòng, An Dương | Ngô Ngọc Khánh
001_907592dcf031d1e5.txt | 2023-06-28 | Hải Phòng | –
002_62fc5776f31fc517.txt | 2020-07-31 | Hải Phòng | –
003_ed43f57b2998d1a4.txt | 2023-10-23 | Lạng Sơn | –
004_8c1cd939c23688ae.txt | 2024-01-19 | Kiên Giang | –`;

/** Invented news of many styles, in test/eval/sets/news. */
export const INVENTED_NEWS = `
n01-thai-binh-so-ket-6-thang-2023.txt | 2023-07-13 | Thái Bình | Vũ Đình Khoát
n02-thai-binh-tong-ket-2023.txt | 2024-01-11 | Thái Bình | –
n03-dong-thap-dai-hoi-2020.txt | 2020-10-15..2020-10-16 | Đồng Tháp, Cao Lãnh | –
n04-bac-giang-ket-nap-thanh-vien-2022.txt | 2022-05-20 | Bắc Giang, Lục Ngạn | Nguyễn Thị Khuyên
n05-nghe-an-tap-huan-luat-htx-2024.txt | 2024-05-20..2024-05-22 | Nghệ An, Con Cuông | –
n06-son-la-hoi-cho-ocop-2023.txt | 2023-11-24 | Sơn La | –
n07-lam-dong-tham-mo-hinh-2022.txt | 2021-03-08..2021-03-09 | Lâm Đồng, Đơn Dương | –
n08-quang-nam-ra-mat-htx-duoc-lieu-2021.txt | 2021-04-18 | Quảng Nam, Nam Trà My | –
n09-ben-tre-quy-ho-tro-2023.txt | 2023-09-26 | Bến Tre | Trần Thị Diễm Thúy
n10-quang-ninh-khac-phuc-bao-so-3.txt | 2024-09-30 | Quảng Ninh, Hạ Long | Hoàng Bá Hướng
n11-ha-giang-chuyen-doi-so-2024.txt | – | Hà Giang | Sùng Mí Vàng
n12-nghe-an-tong-ket-2024.txt | 2025-01-09 | Nghệ An | Bạch Hưng Cử
n13-dong-thap-sau-sap-nhap-2025.txt | 2025-07-17 | Đồng Tháp | –
n14-lam-dong-kien-toan-2025.txt | 2025-08-21 | Lâm Đồng, Đà Lạt | Đinh Trọng Khiêm Ái
n15-bac-ninh-dai-hoi-2025.txt | 2025-10-24 | Bắc Ninh | –
n16-son-la-so-ket-9-thang-2024.txt | 2024-10-03 | Sơn La | Lường Thị Thoa
n16-son-la-so-ket-9-thang-2024.txt | 2024-11-20..2024-11-25 | Sơn La, Mộc Châu | –
n17-dak-lak-ky-ket-phoi-hop-2023.txt | 2023-06-15 | Đắk Lắk, Buôn Ma Thuột | –
n18-tra-vinh-giai-thuong-htx-2024.txt | 2024-04-11 | Hà Nội | –
n18-tra-vinh-giai-thuong-htx-2024.txt | 2024-04-14 | Trà Vinh | –
n19-quang-ninh-vay-von-2025.txt | 2025-04-22 | Quảng Ninh | Nguyễn Sỹ Tráng
n20-thanh-hoa-nghi-quyet-va-lop-hoc-2024.txt | 2024-07-08..2024-07-10 | Thanh Hóa | –`;

/** Invented for this table, in test/fixtures/meetings: minutes, an invitation, a presidium, a link-up. */
export const INVENTED_MEETINGS = `
phu-tho-giao-ban.md | 2024-07-03 | Phú Thọ, Việt Trì | Tạ Quang Hưởng
hung-yen-hai-nguoi-chu-tri.md | 2023-11-16 | Hưng Yên, Khoái Châu | Đào Mạnh Tấn; Phạm Thị Tường Vi
ca-mau-giay-moi.md | 2024-03-12..2024-03-14 | Cà Mau, Thới Bình | –
yen-bai-bien-ban.md | 2022-12-20 | Yên Bái | Hà Đức Khoan
quang-tri-truc-tuyen.md | 2024-06-26 | Hà Nội | Cao Xuân Thu Vân
binh-duong-dai-hoi.md | 2023-04-08..2023-04-09 | Bình Dương, Thủ Dầu Một | Lê Phát Đạt; Nguyễn Hoàng Sa; Trương Mỹ Dung
gia-lai-tham-lam-viec.md | 2022-08-18 | Gia Lai, Pleiku | –
soc-trang-ky-niem.md | 2025-04-11 | Sóc Trăng | –
soc-trang-ky-niem.md | 2025-05-20 | Sóc Trăng | –`;

/** The rows of one table, in order. */
export function goldMeetings(table: string): GoldMeeting[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [file = '', days = '', where = '', chairs = ''] = line.split(' | ');
      const [startsOn, endsOn] = days === '–' ? [] : days.split('..');
      const [province = '', district] = where.split(', ');
      return {
        file,
        startsOn,
        endsOn,
        province,
        district,
        chairs: chairs === '–' ? [] : chairs.split('; '),
      };
    });
}
