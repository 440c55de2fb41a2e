# 登録簿のすべてのもの、典拠、文書、検索のページ。

web-contents = このページの内容
web-all-facts = 記録されていること
web-other-facts = その他の記録
web-entity-id = 登録簿でのアドレス：
web-unknown-then = { $known } の時点では、これについて何も知られていませんでした。
web-unknown-now = 現在知られていることを見る

web-fact-denied = { $count }件が否定
web-fact-set-aside = 別の記述が優先
web-fact-disputed = 異説あり
web-fact-preferred = 優先の理由：{ $reason }
web-possibly-begun = その時点で始まっていた可能性あり

web-things-more = ほか{ $count }件はここに示していません。
web-things-later = 指定日より後に始まった{ $count }件は省いています。
web-things-all = すべて表示

web-ties-tie = 提携
web-ties-partner = 提携先
web-ties-kind = 種類
web-ties-since = 日付
web-ties-state = その日の状態

web-show-title = 一件の記録のすべて
web-show-lead = 提携、自治体、人物、協定、事業、文書などの一件について、記録されている事実を典拠とともに示し、関連する記録を並べます。
web-show-of = 名称（文字は問わない）、ID、または提携の当事者
web-thing-more = さらに詳しく
web-thing-take = ファイルで受け取る
web-thing-cite = このページの引用方法

web-tie-no-date = 参照した出典に、締結されたと述べるものはありません。
web-tie-parties = 当事者
web-tie-called-type = 各側の呼び方
web-tie-called-name = 名称
web-tie-after-day = 指定日より後
web-tie-status = 状態の履歴
web-tie-measures = 提携の指標
web-tie-measures-how = その日までの記録から数えたもので、幅は最小から最大までを示します。
web-tie-said = この提携について言われていること
web-tie-timeline = 年表
web-tie-open-other = その提携を開く

web-place-title = 自治体・地域
web-place-lead = 自治体・地域・団体について、概要、その日の提携、名称、属するもの、不明な点を示します。
web-place-which = 自治体・地域・団体
web-place-sentence = { $state ->
    [partial] { $place }（{ $sort }）：この地域の範囲を示す出典がないため、提携は並べていません。
    [none] { $place }（{ $sort }）には、{ $day }に存続する提携の記録がありません。
    [undated] { $place }（{ $sort }）で{ $day }に存続する提携の数は{ $ties }です。
   *[dated] { $place }（{ $sort }）で{ $day }に存続する提携の数は{ $ties }、日付の分かる最も古いものは{ $since }にさかのぼります。
}
web-place-countries = 提携先の国の数
web-ties-country = 国
web-place-ties = 存続中の提携
web-place-no-ties = その日に存続する提携は記録されていません。存在しなかったことの証拠ではありません。
web-place-too-wide = この地域の範囲を示す出典がないため、提携はここに並べていません。
web-place-all-ties = 提携の一覧を見る
web-place-pending = 合意・交渉段階（未締結）
web-place-others = その他の提携
web-place-others-how = 終了したもの、その日より後に始まったもの、または参照した出典では確認できないもの。
web-place-bodies = 所属する団体
web-place-ties-of-bodies = 所属団体の存続中の提携
web-place-names = 名称
web-place-spelling = 文字と表記法
web-place-held = 使われた期間
web-place-standing = 種別と所属の移り変わり
web-place-drawn = 範囲の定め方
web-place-parts = 含まれる自治体・地域

web-claim-later = この記述は { $known } より後に記録されたもので、その時点では知られていませんでした。
web-claim-in-text = 全文の中で該当箇所を見る
web-claim-in-text-short = 本文の箇所
web-claim-withheld = 権利または公開区分により、この本文は一般に公開されていないため、該当箇所は表示しません。本文中の位置は下に示します。
web-claim-not-held = この文書の本文はここに保存されていないため、出典そのものの文言は表示できません。
web-original-kept = 原本の所蔵：{ $place }。
web-original-published = 公開先：
web-text-add = 本文をお持ちの方は、Kizunaが動いているところで次の命令により追加でき、箇所が表示されるようになります：
web-rendition-in-text = { $type ->
    [translation] 翻訳の全文の中で、すべての記述とともに見る
    [transcription] 翻刻の全文の中で、すべての記述とともに見る
   *[other] 摘要の全文の中で、すべての記述とともに見る
}
web-claim-source = 出典
web-claim-where = 出典内の位置
web-claim-characters = 本文の{ $first }–{ $last }文字目
web-claim-nowhere = 出典内の位置の記載なし
web-claim-holder = 述べた者
web-claim-stance = 述べ方
web-claim-recorded = 記録
web-claim-status = 採否
web-claim-counts = 承認済みで、数に入る
web-claim-counts-not = 承認済みだが、単独では事実の根拠にならない
web-claim-status-rejected = 却下
web-claim-status-proposed = 提案段階で、まだ承認されていない
web-claim-id = 記述または対象
web-claim-why-names = 数に入る理由：ここで数えている「{ $name }」（{ $kind }）が何であるかを示しています。
web-claim-why-joins = 数に入る理由：「{ $name }」（{ $kind }）を、この数の対象と結び付けています。
web-claim-why-dates = 数に入る理由：「{ $name }」（{ $kind }）の時期を示し、どの日について数えるかを決めています。
web-claim-why-measures = 数に入る理由：「{ $name }」（{ $kind }）について、この数のもとになる量を示しています。
web-claim-why-tells = 数に入る理由：「{ $name }」（{ $kind }）についての記録の一部です。
web-claim-supporting = 同じことを述べる記述
web-claim-competing = 競合する記述
web-claim-denying = 否定する記述
web-claim-judgements = 判断
web-claim-judgement-withdrawn = 取り消し済み
web-claim-before = ＞
web-claim-beside = この箇所に基づく他の記述{ $count }件

web-document-read = 箇所の印とともに本文を読む
web-document-not-held = この文書の本文はここに保存されていません。
web-document-read-rendition = { $type ->
    [translation] すべての記述とともに翻訳を読む
    [transcription] すべての記述とともに翻刻を読む
   *[other] すべての記述とともに摘要を読む
}
web-document-renditions = 翻訳・翻刻・摘要
web-document-renders = { $type ->
    [translation] 次の文書の翻訳：
    [transcription] 次の文書の翻刻：
   *[other] 次の文書の摘要：
}
web-document-rendition-passages = { $count }箇所
web-document-withheld = 権利または公開区分により、この本文は一般に公開されていないため、表示しません。箇所の位置は示します。
web-document-not-public = 非公開：この文書と、この文書だけが述べている内容は、閲覧を許可されたアカウントだけが見られます。
web-document-publish = 公開する
web-document-description = 文書の説明
web-document-claims = 文書が述べていること
web-document-no-claims = この文書に基づく記述は記録されていません。
web-document-reader = 本文は{ $file }から{ $reader }で読み取りました。
web-document-digest-of-text = 本文のSHA-256：
web-document-digest-of-file = ファイルのSHA-256：

web-text = 文書の本文
web-text-of = 本文：{ $name }
web-text-back = この文書について
web-text-how = 印のある箇所に基づく記述があります。印を押すと典拠が開き、余白の矢印は箇所に戻ります。
web-text-rendition = { $type ->
    [translation] これは翻訳であり、出典そのものではありません。余白の記述は出典のもので、対応する訳文の箇所に並べてあります。出典：
    [transcription] これは翻刻であり、出典そのものではありません。余白の記述は出典のもので、対応する翻刻の箇所に並べてあります。出典：
   *[other] これは別の言葉による摘要であり、出典の本文ではありません。余白の記述は出典のもので、対応する摘要の箇所に並べてあります。出典：
}
web-text-claims = 記述{ $count }件
web-text-to-passage = 該当箇所へ
web-text-this = この文書

web-search-lead = どの文字・綴りの名称でも、二つの提携先の名称でも、事実や文書に含まれる言葉でも検索できます。例：Santori、大阪 上海、鍼。
web-search-results = 検索：{ $words }
web-search-count = { $count }件見つかりました。
web-search-words = 語
web-search-kind = 対象
web-search-limit = 最大件数
web-search-column-name = 名称
web-search-column-what = 種類
web-search-column-country = 国
web-search-column-ties = 提携数
web-search-column-found = 一致した語句
web-search-column-document = 文書
web-search-all = すべて
choice-name = 名称
choice-fact = 事実
choice-passage = 本文の箇所
web-search-cut = 表示しきれない結果があります。語を加えてください。
web-search-suggestions = 候補
web-search-all-of = 「{ $words }」を含むすべて
web-claims-title = 記述の一覧
web-claims-lead = 資料の記述を、記録された順に一件ずつ示します。却下されたものも含みます。
web-claims-document = 引用する文書
web-claims-subject = 対象
web-claims-property = 項目
web-claims-value = 記述の内容
web-claims-source = 資料
web-claims-status = 扱い
web-claims-after = このIDの記述より後
web-claims-limit = 最大件数
web-claims-cut = 続きがあります。件数を増やすか、最後の記述より後を指定してください。
web-claims-count = { $count }件の記述。
choice-accepted = 承認
choice-rejected = 却下
choice-proposed = 提案
web-evidence-title = 記述または対象の典拠
web-evidence-lead = 記述の原文の箇所、出所、それを裏づける記述と異なる記述、下された判断を示します。対象については、その記述をすべて原文の箇所と出所とともに示します。
web-evidence-around = 該当箇所の前後に示す文字数
