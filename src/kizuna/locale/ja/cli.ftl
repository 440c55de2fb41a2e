# The command line.

cli-claims = 記述
cli-format = 人には表、プログラムには JSON か CSV。
cli-such-as = { $text }（例：{ $example }）
cli-group-ask = 調べる
cli-group-record = 記録する
cli-group-decide = 判断する
cli-group-publish = 公表する
cli-group-run = 運用する
