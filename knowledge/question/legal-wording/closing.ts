/** Pausing, splitting, joining, closing and failing. Format: see ../legal-wording.ts. */
export const CLOSING = `
# Tạm nghỉ
nghỉ bán | nghỉ làm ăn | nghỉ tạm | nghỉ tạm thời | tạm nghỉ | tạm đóng cửa | đóng cửa tạm | đóng cửa một thời gian | nghỉ một thời gian | nghỉ mấy tháng | nghỉ vài tháng | ngưng một thời gian => tạm ngừng kinh doanh
mở cửa lại | mở lại | hoạt động lại | làm ăn trở lại | làm ăn lại | bán trở lại => tiếp tục kinh doanh trở lại
bắt dừng | bắt ngừng | bắt nghỉ | bắt đóng cửa => đình chỉ | theo yêu cầu của cơ quan nhà nước
# Nghỉ hẳn
nghỉ hẳn | nghỉ luôn | giải tán | dẹp | dep | dẹp tiệm | dẹp luôn | sập tiệm | đóng cửa hẳn | đóng cửa luôn | tan rã | xóa sổ | xóa sổ hợp tác xã => giải thể | chấm dứt hoạt động
nghỉ hoạt động | thôi hoạt động | ngừng hẳn => chấm dứt hoạt động
bỏ hoang | ngừng lâu | nằm im | đắp chiếu => ngừng hoạt động
tự giải tán | tự dẹp | tự nghỉ | tự đóng cửa => giải thể tự nguyện
bị ép giải tán | bắt giải tán | ép giải thể | bắt giải thể | ép dẹp => giải thể bắt buộc
vỡ nợ | sạt nghiệp | không trả nổi nợ | hết khả năng trả nợ | mất khả năng trả nợ => phá sản
giấu tài sản | giấu của | tẩu tán | bán tháo | bán đổ bán tháo => cất giấu, tẩu tán tài sản
bị cấm khi giải tán | không được làm khi giải tán => hành vi bị cấm khi giải thể
trả ai trước | ai được trả trước | thứ tự trả | trả cho ai trước | trả trước trả sau => thứ tự ưu tiên | phân chia tài sản
trả hết nợ | trả xong nợ | trả sạch nợ | hết nợ => thanh toán hết các khoản nợ | thanh toán
thứ tự chi trả | chi trả trước => thứ tự ưu tiên
của còn lại | tiền còn lại | còn dư lại | chia gia tài | chia tài sản => tài sản còn lại | phần còn lại | phân chia tài sản
nợ lương | thiếu lương | chưa trả lương | quịt lương | quỵt lương => nợ lương | tiền lương | trợ cấp thôi việc
nhà nước cho | nhà nước cấp | nhà nước tặng | được nhà nước cho | tiền nhà nước => nhà nước hỗ trợ | hỗ trợ của nhà nước
không rõ nguồn gốc | mất hết giấy tờ | không còn giấy tờ | giấy tờ mất hết => không còn hồ sơ, tài liệu | nguồn gốc
món đồ | đồ đạc | của cải => tài sản
để lại cho xã | trả lại nhà nước | trả về nhà nước | nộp lại nhà nước => ngân sách nhà nước | bàn giao
bán đấu giá | đem đấu giá => đấu giá | chuyển nhượng, thanh lý
# Chia, tách, nhập
chia đôi | chia làm hai | chia ra làm | tách đôi | chia ra thành => chia hợp tác xã | bị chia
tách ra | ra riêng | tách một phần | tách một nhóm => tách hợp tác xã | bị tách | được tách
gộp lại | gộp làm một | gộp chung | nhập lại | nhập làm một | nhập chung | gom lại thành => hợp nhất | sáp nhập
sát nhập | nhập với => sáp nhập
nợ cũ | nợ của bên cũ | nợ của hợp tác xã cũ => khoản nợ chưa thanh toán | liên đới chịu trách nhiệm
`;
