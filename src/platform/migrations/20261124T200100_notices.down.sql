DROP TABLE platform.notice_delivery, platform.notice_told, platform.notice;
