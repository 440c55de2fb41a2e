# The command line.

cli-claims = 陈述
cli-format = 表格供人阅读，JSON或CSV供程序读取，HTML、PDF、DOCX或Markdown（md）为附依据的文档；含日期的答案另有供日历使用的ICS。默认：table。
cli-out = 写入的文件，扩展名决定格式；- 为标准输出。
cli-written = 答案已写入 { $path }
cli-not-opened = 没有能打开该文件的程序。
cli-last-day = --as-of { $given }：按其最后一天（{ $day }）计
cli-empty-then = { $time }时登记册为空：此前没有任何记录
cli-example = 示例：{ $command }
cli-instead = 名称；与参数作用相同，可多次给出。
cli-such-as = { $text }（例如 { $example }）
cli-group-ask = 查询
cli-group-record = 记录
cli-group-decide = 裁定
cli-group-publish = 发布
cli-group-run = 运行
cli-import-rejected = 未能导入的行及其原因见 { $file }。
cli-import-guessed = 各列的含义是推测的，已写入 { $file }，请核对。
cli-import-trial = 这是试运行：未记录任何内容。要记录，请加 --run。
cli-import-recorded = 已记录为{ $document }：新增陈述{ $new }条，已有{ $known }条。
