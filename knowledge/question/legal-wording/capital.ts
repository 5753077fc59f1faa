/** Capital, property, income and debts of a cooperative. Format: see ../legal-wording.ts. */
export const CAPITAL = `
# Góp vốn
góp tiền | bỏ tiền | bỏ vốn | hùn vốn | hùn tiền | hùn hạp | chung vốn | chung tiền | đóng vốn | nộp vốn | góp cổ phần => góp vốn | phần vốn góp | vốn góp
phần hùn | cổ phần của mình | phần tiền góp | tiền đã góp | số tiền góp => phần vốn góp
góp ít nhất | đóng ít nhất | góp thấp nhất => vốn góp tối thiểu
góp nhiều nhất | đóng nhiều nhất | góp cao nhất | góp quá nhiều | góp gần hết => vốn góp tối đa
góp đất | góp ruộng | góp vườn | góp nhà | góp kho | góp xe | góp máy | góp trâu | góp bò | góp hiện vật | góp bằng => tài sản góp vốn | quyền sử dụng đất
đô la | tiền đô | usd => ngoại tệ tự do chuyển đổi | ngoại tệ
bí kíp | bí quyết | nghề gia truyền | công thức riêng | bằng sáng chế => bí quyết kỹ thuật | quyền sở hữu trí tuệ
hạn góp | góp dần | góp từ từ | góp nhiều đợt | góp làm mấy đợt | chậm góp | góp chậm | góp thiếu | chưa góp | đóng chưa đủ | chưa đóng đủ | chưa nộp đủ => thời hạn góp | góp đủ | chưa góp đủ phần vốn góp
hứa góp | đã hứa | hứa đóng => đã cam kết | cam kết góp
giấy góp vốn | sổ góp vốn | giấy chứng nhận góp vốn | giấy ghi vốn | biên nhận góp vốn | thẻ xã viên => giấy chứng nhận phần vốn góp
mất giấy | làm mất giấy | giấy bị mất | giấy bị rách | rách giấy | cháy giấy | giấy bị cháy | thất lạc giấy => bị mất | bị hỏng | cấp lại
sang tên | sang sổ | sang tên đổi chủ => chuyển quyền sở hữu | chuyển quyền sử dụng đất
ký nhận tài sản | giấy giao nhận => văn bản giao nhận
tính giá | quy ra tiền | tính ra tiền | quy thành tiền | trị giá | ra giá | tính thành tiền => định giá | thẩm định giá
nâng giá | thổi giá | khai giá cao | kê giá cao | kê khống | định giá cao => cao hơn so với giá trị thực tế | chênh lệch
thêm vốn | tăng vốn | nâng vốn => tăng vốn điều lệ | vốn điều lệ tăng | thay đổi vốn điều lệ
bớt vốn | giảm vốn | hạ vốn => giảm vốn điều lệ | vốn điều lệ giảm | thay đổi vốn điều lệ
rút vốn | rút tiền góp | lấy lại vốn | lấy lại phần | lấy vốn ra | lấy tiền ra | đòi lại vốn | đòi lại tiền | đòi vốn | trả lại vốn | trả vốn | hoàn vốn => trả lại phần vốn góp | hoàn trả
lấy lại tiền | trả lại tiền => hoàn trả | trả lại phần vốn góp
vốn ban đầu | vốn đăng ký | tổng số vốn góp => vốn điều lệ
# Huy động, đầu tư, cho vay trong hợp tác xã
gọi vốn | kêu vốn | kiếm vốn | huy động tiền | vay của thành viên | mượn tiền thành viên | vay của xã viên => huy động vốn
cho biếu | biếu tặng | cho không | cho hẳn | ủng hộ tiền | mạnh thường quân | nhà hảo tâm => tặng cho | tài trợ
mở công ty | lập công ty | mở doanh nghiệp | lập doanh nghiệp | công ty con => thành lập doanh nghiệp
mua cổ phiếu | góp vào công ty | hùn với công ty | bỏ vốn vào công ty | góp vốn vào công ty => góp vốn, mua cổ phần | tham gia doanh nghiệp
cho nhau vay | vay của hợp tác xã | vay tiền hợp tác xã | mượn tiền hợp tác xã | vay trong hợp tác xã | hợp tác xã cho vay | cho thành viên vay | cho xã viên vay | cho thành viên mượn => cho vay nội bộ
giữ vốn | không để mất vốn | khỏi mất vốn => bảo toàn vốn
# Quỹ và tài sản
quỹ chung | tiền chung | quỹ để lại => quỹ chung không chia | tài sản chung
của chung | tài sản chung | đồ chung | của tập thể | tài sản tập thể => tài sản chung không chia | tài sản chung
để dành | trích ra | trích lại | trích quỹ | trích bao nhiêu | trích => trích lập
gửi ngân hàng | gởi ngân hàng | gửi nhà băng | gởi tiết kiệm | gửi lấy lãi => gửi tiết kiệm | nhàn rỗi
tiền để không | tiền chưa dùng | tiền nhàn | tiền nằm không => nhàn rỗi
thế chấp | cầm cố | cầm sổ | cắm sổ | cầm đất | đem cầm | thế sổ | cầm giấy tờ | cắm giấy tờ => tài sản bảo đảm | bảo đảm tiền vay | thế chấp
bán tài sản | bán máy | bán xe | bán kho | bán trụ sở | bán đất của hợp tác xã => bán tài sản chung | chuyển nhượng, thanh lý
sang lại | sang nhượng | sang tay | bán lại => chuyển nhượng
sổ đỏ | bìa đỏ | sổ hồng | giấy đất | bằng khoán => quyền sử dụng đất
xài | xai => sử dụng
sửa nhà | sửa máy | tu sửa | tu bổ => bảo dưỡng | sửa chữa
# Chia thu nhập, lỗ, nợ
chia lãi | chia lời | chia tiền | chia lợi nhuận | chia cổ tức | chia cuối năm | ăn chia | chia chác | chia phần | tiền lời => phân phối thu nhập | phân phối
tiền lãi => thu nhập | lãi suất
theo công | theo công sức | tính theo công | theo sản lượng | ai mua nhiều | mua nhiều chia nhiều => mức độ sử dụng sản phẩm, dịch vụ | mức độ góp sức lao động
theo vốn | theo tiền góp | theo phần hùn | ai góp nhiều | góp nhiều hưởng nhiều => tỷ lệ phần vốn góp | theo tỷ lệ
bị lỗ | thua lỗ | làm ăn lỗ | lỗ vốn | âm vốn | lỗ lã => phát sinh lỗ | chuyển lỗ | khoản lỗ
bán cho người ngoài | bán ra ngoài | làm cho người ngoài | khách ngoài | người ngoài hợp tác xã | khách vãng lai => giao dịch bên ngoài | ra bên ngoài | không phải là thành viên
bán cho thành viên | bán cho xã viên | phục vụ thành viên | phục vụ xã viên | mua bán trong hợp tác xã | mua bán với thành viên => giao dịch nội bộ
ghi riêng | tách riêng | làm sổ riêng | sổ riêng | tính riêng | tách bạch => hạch toán riêng | theo dõi riêng | phân tách
thiếu nợ | mắc nợ | còn nợ | nợ nần | nợ chưa trả => khoản nợ | nghĩa vụ tài sản
nợ thuế | thiếu thuế => nghĩa vụ thuế | nghĩa vụ tài chính | khoản nợ
tiền thừa | tiền dư | tiền còn dư => tài sản thừa | số dư
`;
