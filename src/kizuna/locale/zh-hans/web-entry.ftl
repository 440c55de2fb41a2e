# 录入事实。

web-entry-own-record-of = { $name }的自有记录
