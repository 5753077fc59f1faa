/** Joining, rights and duties of members, leaving. Format: see ../legal-wording.ts. */
export const MEMBERSHIP = `
# Vào hợp tác xã
xin vào | xin vô | muốn vào | muốn vô | đăng ký vào | vào hợp tác xã | vô hợp tác xã => gia nhập | kết nạp | trở thành thành viên
nhận vào hợp tác xã | nhận vô hợp tác xã | nhận thêm người | lấy thêm người | thêm thành viên | thu nạp => kết nạp | gia nhập
người mới vào | người mới vô => thành viên mới | kết nạp
đơn xin vào | đơn xin vô | làm đơn xin | viết đơn xin => đơn tự nguyện gia nhập
xã viên | hội viên hợp tác xã | bà con | người trong hợp tác xã => thành viên
thành viên đầy đủ | thành viên thực thụ => thành viên chính thức
chỉ góp tiền | chỉ bỏ tiền | chỉ bỏ vốn | chỉ hùn tiền | góp tiền thôi => thành viên liên kết góp vốn | chỉ góp vốn
không bỏ vốn | không góp tiền | không góp đồng nào | không có tiền góp | khỏi góp vốn => thành viên liên kết không góp vốn | không góp vốn
chỉ dùng dịch vụ | chỉ xài dịch vụ | chỉ mua hàng => chỉ sử dụng sản phẩm, dịch vụ | thành viên liên kết không góp vốn
chỉ làm công | chỉ bỏ công | chỉ góp công => chỉ góp sức lao động | thành viên liên kết không góp vốn
mấy loại thành viên | loại thành viên nào | thành viên diện nào => thành viên chính thức | thành viên liên kết
chưa đủ 18 | dưới 18 | vị thành niên | chưa đủ tuổi | chưa tới tuổi | mới 15 | mới 16 | mới 17 => từ đủ 15 tuổi | dưới 18 tuổi
mấy tuổi | bao nhiêu tuổi | đủ tuổi => từ đủ 18 tuổi | đủ 18 tuổi
cùng lúc | một lúc | chân trong chân ngoài => đồng thời
hai hợp tác xã | hai ba hợp tác xã | vài hợp tác xã | hợp tác xã khác nữa => nhiều hợp tác xã
nam hay nữ | trai hay gái | đàn bà con gái => giới tính
theo đạo | có đạo | người đạo | lương giáo => tôn giáo
người nước ngoài | người ngoại quốc | người tây | ông tây | việt kiều | người trung quốc | người campuchia | người hàn quốc | người nhật => nhà đầu tư nước ngoài | nước ngoài
bên lào | bên trung quốc | bên campuchia | bên nước ngoài | ngoại quốc => nước ngoài
công ty nước ngoài | công ty ngoại | vốn nước ngoài | vốn ngoại | fdi => tổ chức kinh tế có vốn đầu tư nước ngoài | vốn đầu tư nước ngoài
tâm thần | mất trí | lú lẫn | lẩn thẩn | bị lẫn | không minh mẫn | không tỉnh táo | không còn tỉnh táo => mất năng lực hành vi dân sự | hạn chế năng lực hành vi dân sự | khó khăn trong nhận thức
tàn tật => người khuyết tật
người dân tộc | bà con dân tộc => dân tộc thiểu số
cả hộ | cả nhà cùng | hộ nông dân => hộ gia đình
sống ở | sống tại | đang ở việt nam | ở việt nam | ở trong nước | định cư | sinh sống => cư trú
# Quyền và nghĩa vụ
quyền lợi gì | được quyền gì | có quyền gì => quyền của thành viên
chất vấn | đòi giải thích | bắt giải thích | hỏi cho ra lẽ | hỏi cho ra nhẽ => giải trình | kiến nghị
xem sổ sách | coi sổ sách | xem thu chi | coi thu chi | biết thu chi => cung cấp thông tin | công khai tài chính
ra ứng cử | tranh cử | tiến cử => ứng cử | đề cử
kiện cáo | kiện tụng | đi kiện | đâm đơn | làm đơn kiện | kiện ra tòa | thưa ra tòa | thưa kiện | đi thưa | đưa ra tòa => khởi kiện | khiếu nại | tranh chấp
kiện ai | kiện được | kiện lên | muốn kiện | quyền kiện | bị kiện | kiện ở đâu | kiện hợp tác xã | kiện giám đốc | kiện thành viên => khởi kiện | tranh chấp
tố giác | tố lên | đơn tố => tố cáo
bắt đền | đền bù | đền tiền | phải đền | thường tiền | bồi hoàn => bồi thường thiệt hại | bồi thường
làm hư | làm hỏng | làm thất thoát => thiệt hại | tổn thất
gánh nợ | chịu nợ | trả nợ thay | gánh thay | liên lụy | lấy nhà | mất nhà | xiết nhà | siết nhà | xiết nợ | siết nợ => chịu trách nhiệm | trong phạm vi phần vốn góp | khoản nợ
gánh tới đâu | gánh đến đâu | gánh đến mức nào | gánh tới mức nào | chịu tới đâu | chịu đến đâu | chịu đến mức nào => trong phạm vi phần vốn góp | chịu trách nhiệm
gánh | ganh => chịu trách nhiệm
đóng phí | hội phí | niên liễm | phí hàng năm | phí hằng năm => phí thành viên
góp công | bỏ công | góp sức | góp ngày công | làm công => góp sức lao động
mua phân | mua vật tư | dùng dịch vụ | xài dịch vụ | bán cho hợp tác xã | mua của hợp tác xã => sử dụng sản phẩm, dịch vụ
không mua bán | không bán cho hợp tác xã | không mua của hợp tác xã | bán cho thương lái | bán cho lái => không sử dụng sản phẩm, dịch vụ
làm sai điều lệ | không chấp hành | không tuân theo => tuân thủ | vi phạm
# Ra khỏi hợp tác xã
xin ra | xin thôi | xin rút | rút tên | rút lui | thôi làm | thôi không làm | bỏ hợp tác xã | không theo nữa | không tham gia nữa => tự nguyện ra khỏi | chấm dứt tư cách
ra khỏi => chấm dứt tư cách | rút khỏi
không còn là | hết làm thành viên | mất tư cách | xóa tên | gạch tên => chấm dứt tư cách
đuổi ra | đuổi khỏi | bị đuổi | đuổi thành viên | loại ra | bị loại | tống ra | mời ra khỏi | khai trừ => khai trừ | chấm dứt tư cách
bỏ xứ | biệt tăm | mất tăm | bặt tin | bặt vô âm tín | bỏ đi đâu | không rõ ở đâu => biệt tích | mất tích | người quản lý tài sản
qua đời | ốm chết | bệnh chết | chết rồi | khuất núi | bố mất | cha mất | ba mất | mẹ mất | chồng mất | vợ mất | ông ấy mất | không may mất => đã chết | thừa kế | người hưởng thừa kế
con nối | con thay | thế chân | để lại cho con | để lại cho vợ | con cái hưởng | vợ con hưởng | con hưởng | di chúc | để lại => thừa kế
lâu không dùng | lâu không mua | bỏ bê | cả năm không | mấy năm không => thời gian liên tục | không góp sức lao động
người trông nom | người chăm nom | người giám hộ => người giám hộ
`;
