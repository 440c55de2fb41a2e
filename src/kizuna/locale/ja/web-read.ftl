### ブラウザーで本文を読む

web-read-title = 本文を読み取る
web-read-lead = 自治体や団体のページを貼り付けるか、ファイルで送ってください。自治体間の提携について述べた箇所に印が付きます。審査に送るものを選べます。審査者が承認するまで、何も数えられません。
web-read-text = 本文
web-read-text-hint = { $most } 字まで。見出しや箇条書きも含め、ページをそのまま貼り付けてください。
web-read-file = またはファイル
web-read-file-hint = PDF、DOCX、HTML、Markdown、テキスト。
web-read-name = 標題
web-read-name-hint = なければ、ファイルの標題か最初の行。
web-read-home = 地元の自治体
web-read-of-home = 地元の自治体：{ $home }
web-read-home-hint = そのページを出している自治体。
web-read-language = 本文の言語
web-read-language-unsaid = 本文から判断
web-read-read = 本文を読み取る
web-read-not-taken = 本文を読み取れませんでした。
web-read-sent = この本文からの提案は審査待ちです：
web-read-found = { $count ->
    [0] 提案なし
   *[other] 提案 { $count } 件
}
web-read-checked = { $refused ->
    [0] 回答の記述 { $passed } 件はすべて本文にあります。
   *[other] 本文にある記述：{ $passed } 件。退けた記述：{ $refused } 件。
}
web-read-to-answer = 回答へ
web-read-proposal = 提案 { $number }
web-read-passage = 本文の箇所 { $number }
web-read-by-assistant = アシスタントの回答より
web-read-status-reported = 伝聞
web-read-status-planned = 予定
web-read-status-denied = 否定
web-read-nothing = 規則で読み取れるものは見つかりませんでした。下の依頼文でアシスタントに尋ねるか、提携を手で入力してください。
web-read-send = 審査に送る
web-read-send-hint = 本文は内部文書となり、閲覧を許された審査者が見ます。印を付けた提案は審査待ちになります。
web-read-discard = 本文を破棄
web-read-assistant = アシスタントを使う
web-read-assistant-lead = 依頼文をお使いのアシスタントに写し、その回答をここに貼り付けてください。回答の記述は一つずつ本文と照合され、本文が述べていないものは退けられます。
web-read-prompt = 写す依頼文
web-read-copy = コピー
web-read-copied = コピーしました
web-read-answer = 貼り付ける回答
web-read-answer-hint = 回答の全文。複数の回答を続けて貼り付けることもできます。
web-read-check = 回答を照合
web-read-refused = 退けた記述
web-read-reason-kind = 提案できる種類ではありません。
web-read-reason-property = その種類にない項目があります。
web-read-reason-list = 定められた語彙にない語を使っています。
web-read-reason-shape = 値の型が誤っているか、必要な値がありません。
web-read-reason-status = 知られていない状態です。
web-read-reason-party = 当事者の名がないか、同じ当事者が二度挙がっています。
web-read-reason-quote = 引用が、示された文の中にないか、長すぎます。
web-read-reason-name = 本文にない名を挙げています。
web-read-reason-date = 引用がその日付を述べていません。
web-read-reason-number = 引用がその数を述べていません。
web-read-reason-word = 引用にその数の語がありません。
web-read-reason-direction = 引用が、誰が来たか、行ったか、送ったか、受けたかを述べていません。
web-read-reason-double = 同じ箇所について別の記述と同じことを述べています。
web-read-reason-malformed = 記述として読み取れませんでした。
web-read-reason-sentence = 本文にない文を挙げています。
web-read-reason-answer = 回答全体を読み取れませんでした。
web-read-reason-unanswered = 本文の一部に回答がありませんでした。
