# The page that describes the API.

web-api-title = プログラム向けAPI
web-api-lead = このサイトに表示される内容は、プログラムからも問い合わせられます。二つの時点の指定、すべての数値の根拠となる記述の参照が可能で、公開されている登録簿ならアカウントは不要です。
web-api-openapi = OpenAPI 3.1形式の仕様
web-api-operations = 問い合わせできる内容
web-api-parameters = パラメーター
web-api-body = 本文
web-api-answers = 応答
web-api-problems = エラー
web-api-problems-lead = 成功以外の応答はすべて問題の詳細（RFC 9457）です。誤っている箇所を引用し、正しい書き方を示します。
web-api-shapes = データの構造
web-api-name = 名前
web-api-type = 型
web-api-about = 説明
web-api-required = 必須
