# 事実の入力。

web-entry-own-record-of = { $name }の自前の記録
