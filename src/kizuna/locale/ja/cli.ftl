# The command line.

cli-claims = 記述
cli-format = 人には表、プログラムには JSON か CSV、典拠つきの文書には HTML・PDF・DOCX・Markdown（md）。日付のある回答はカレンダー用の ICS も。既定は table。
cli-out = 書き出し先のファイル。拡張子が形式を表します。- は標準出力。
cli-written = 回答を { $path } に書き出しました
cli-not-opened = ファイルを開くプログラムを起動できませんでした。
cli-last-day = --as-of { $given }：その最後の日（{ $day }）として扱います
cli-empty-then = { $time }の時点では登録簿は空でした：それまでに何も記録されていませんでした
cli-example = 例：{ $command }
cli-instead = 名前。引数と同じ意味で、繰り返し指定できます。
cli-such-as = { $text }（例：{ $example }）
cli-group-ask = 調べる
cli-group-record = 記録する
cli-group-decide = 判断する
cli-group-publish = 公表する
cli-group-run = 運用する
cli-import-rejected = 取り込めない行とその理由は{ $file }にあります。
cli-import-guessed = 列の意味は推測したもので、{ $file }に書き出しました。確認してください。
cli-import-trial = これは試行です。何も記録されていません。記録するには --run を付けてください。
cli-import-recorded = { $document }として記録しました。新しい記述は{ $new }件、登録済みは{ $known }件です。
