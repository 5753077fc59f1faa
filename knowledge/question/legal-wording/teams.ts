/** Cooperative groups (tổ hợp tác). Format: see ../legal-wording.ts. */
export const TEAMS = `
tổ nhóm | nhóm nông dân | nhóm hộ | tổ sản xuất | tổ đổi công | tổ vần công | nhóm làm chung | tổ làm chung => tổ hợp tác
giấy cam kết làm chung | hợp đồng làm chung | hợp đồng làm ăn chung | giấy thỏa thuận => hợp đồng hợp tác
lên hợp tác xã | nâng lên hợp tác xã | chuyển thành hợp tác xã | chuyển lên hợp tác xã | tổ lên => chuyển đổi tổ hợp tác thành hợp tác xã | chuyển đổi
trưởng nhóm | đứng đầu tổ | ông tổ trưởng | cầm đầu tổ => tổ trưởng tổ hợp tác | người đại diện tổ hợp tác
chia hoa lợi | chia lúa | chia cá | chia hoa màu | chia sản phẩm | chia thành quả => phân chia hoa lợi, lợi tức | hoa lợi
góp vào tổ | góp cho tổ | phần góp => phần đóng góp
rút khỏi tổ | ra khỏi tổ | nghỉ khỏi tổ | bỏ tổ | xin ra tổ | xin ra khỏi tổ => rút khỏi tổ hợp tác | chấm dứt tư cách thành viên tổ hợp tác
vào tổ | vô tổ | thêm người vào tổ | nhận vào tổ => bổ sung thành viên tổ hợp tác | gia nhập
giải tán tổ | dẹp tổ | tổ tan | tổ nghỉ => chấm dứt hoạt động của tổ hợp tác | chấm dứt hoạt động
lập tổ | mở tổ | dựng tổ | gây dựng tổ => thành lập tổ hợp tác
họp tổ => cuộc họp thành viên tổ hợp tác
sửa hợp đồng | sửa giấy cam kết => sửa đổi, bổ sung hợp đồng hợp tác
bán tài sản của tổ | bán đồ của tổ => định đoạt tài sản chung
cả tổ đồng ý | ai cũng đồng ý | mọi người đồng ý | tất cả đồng ý | đồng lòng hết => một trăm phần trăm | tất cả thành viên tán thành
mở tài khoản | tài khoản ngân hàng => tài khoản thanh toán
sổ ghi góp | sổ ghi tiền góp => sổ ghi chép về việc đóng góp
giấy chứng nhận đóng góp | giấy ghi đóng góp => giấy xác nhận phần đóng góp
ban điều hành tổ | mấy người lo việc tổ => ban điều hành tổ hợp tác
tài sản riêng | của riêng | lấy của nhà ra trả | bỏ tiền túi => bằng tài sản riêng | tài sản riêng
`;
