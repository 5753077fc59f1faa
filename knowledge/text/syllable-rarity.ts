/**
 * How rare a syllable is in Vietnamese at large, so that a small corpus does not take an everyday
 * word that it happens to lack for a telling one. Counted over 80,690 stretches of 700 characters of
 * Vietnamese Wikipedia and law (every eighth text of the embedder's training files).
 */

/** Half-units of ln(stretches / stretches with the syllable), then the folded syllables at that level. */
const LEVELS = `
1 co cua va
2 cac dinh duoc la nam quan tai trong tu
3 ban bao bo cap chinh cho cong da dan de do doi dong dung gia hien hop khong mot nay ngay nguoi nhan quy so su thanh the theo thong thu thuc to truong van ve voi
4 an bi ca cao chi chu chuc cung dai dang dau den dien dieu du giao hai hang hanh ho hoa hoac hoi khi ky lam lien ly nha nhat nhu nhung noi nuoc o phai phan phap phat phu qua quoc quyen ra san sau tham thang thi thoi thuong tien tinh tren tri trung vao vi viec vien viet vu
5 a anh b bang bien can cau chung chuyen con cu danh dao dat day dia dich diem don duong giai han hinh hoat hoc huong ke ket khac khoan kiem kien kinh lai lap le luat luc luong ma mat minh moi muc nghe nghi nghiep ngoai nguyen nhiem nhieu ong pham pho phong phuong quyet tac tam te thuoc tiep tin toan toi tong tra trinh tro tru tuong xa xuat yeu
6 ba bac bat ben biet binh boi c cach canh chat che chien chua cuoc cuu d dac dam di doan doanh doc duc giam gian gioi goc goi gom ha he hieu hon khai khoa khu lan lanh len lieu loai loi lon luu mang mau mo nang nen neu ngan nghia nhap no phi phuc rang sach sang sat sinh song tan tang tao tap tay ten thay thiet thuat tich tieng tieu trach tran trang tranh trien truc truoc truyen tuc tung tuyen ty ung uy vat vuc vung xac xay xu y
7 am ap bai bay bieu cai cam cham chap chau chiu chong chuan chuong cuc cuoi dua duoi gan gay giay giu giua gui hau hay hoach hoan hoang huu huy huyen kem kha khau kho khoang khoi lao lich linh long mac mai may mien mua my nganh nghiem nghien ngu nguon nhau nhien nho ninh nong nop of phe phep phia phoi quang rat ro se si sung ta tat tau thai than thap thien thieu tho thuan thue thuy toa toc ton trai trieu truy tuy uong vay vo vuong xem xet
8 and au bau benh buoc cang chan chay chia chiem chieu chon coi cuong dap deu duy duyet e ghi giang gio giong giup hat het hiem hiep hong hung i in it khach khan khang khien lac lang lay lenh lo lua luan manh me mon nao nga ngoi ngon nhac nham nhanh nhom niem nien nu nua on pha rieng roi rong s sac sai sao soat son sua suc thac thao that them thich tiet tim tot trao tre tuan tuoi uoc vai vang vinh von vong vua xuong
9 ai bach be bon bong cat cay cha chet choi cp dem dot dut em g gap gianh gon gop h ham huan ich ii isbn keo kham khao kich kieu kim km lau lop luoc luyen m man mong muoi muon muu nan nd new ngang ngo nguy nhi nui nuoi phien phieu phim rung rut sa sap suat thoa thoai thon thua thuyen thuyet tr tram uu v vuot xam xe xep xo xuan xung xuyen yen
10 ao ay bu buc buon buu chang chanh chiec cot dep diet gai gi giac giap giet go hao hue hut hy iii john khanh khap khieu khoe khung khuyen ki kip liet loan lu luon moc n nai ngai ngoc nguoc nhiet nhin nhuong p press quanh quay que soc suot suy t tach thach thinh ti trich troi tron tt u vn x xin xua xuc york
11 at boc bom bot btc bui buoi by chac chao chep chim com cuon doa doat f for from ga gang george giau hiv hoai hu iv j k kan kenh khich khmer khuc khuyet kia l lat lech loat loc lui lung luoi luot mach mem menh mi mieu mui na net ngam ngheo nghin ngua ngung nhe nhuan pdf phao qd quen rai ranh rap re rui sam sanh sieu soan som syria tha thau thiep thoat tiem tp trat triet tuoc tuyet uc usd ven vuon web world xanh xi xoa xong
12 ac aids al album as banh bia bung but canada chenh cheo chin chot chuoi chup coc cs cum cuop cup david deo diep duyen ep gao gdp ghe ghep gieng guong hach hap henry hep hom huynh is israel james keu khe khen khuon kiet latinh london lot luy mao met mm mu mung muong nap nau ne nem news ng ngach ngap nguong nhay nobel non oc oclc online oxford paris phung phuoc phut quat r ran reagan robert ruong ruou soi sot sup tcn th thomas thung times tom top trac treo ttg tue vach vet vii vot vtv vui w war with xang xau yet
13 anime asia bam bayern bbc bengal books bua buong byt center ch chavez chut cia cm cuba dec delhi det dip due ed edward en first ford gach gam gat gen gin grand group gruzia hen hi his house hua huyet kep kg kh khat khiem khoanh khoc kin kito kong league leo li liem life louis lut mam martin men mexico mieng min moskva neo nep ngat ngot nguc nh nhip nhon nom not nq nsnd nung nuong oi org pa page paul phang pp q qcvn qh quet quynh rac rach rao rau ray ren ret review ria roma ru rua ruot russia sen set south st state states suoi sut suu sy tem tet thep thit tia tokyo trau trot ttlt tua tuu ua ubnd united uyen vac vanh video vieng viii www xich xiem xiii xit xiv xoay xoi
`;

/** Level of whatever is not listed: rarer than one stretch in a thousand. */
const RARE_LEVEL = 14;

const levels: ReadonlyMap<string, number> = new Map(
  LEVELS.trim()
    .split('\n')
    .flatMap((line) => {
      const [level, ...syllables] = line.split(' ');
      return syllables.map((syllable) => [syllable, Number(level)] as const);
    }),
);

/** ln of how seldom a folded syllable stands in a stretch of text: 0.5 (everywhere) to 7 (rare or unknown). */
export function syllableRarity(folded: string): number {
  return (levels.get(folded) ?? RARE_LEVEL) / 2;
}
