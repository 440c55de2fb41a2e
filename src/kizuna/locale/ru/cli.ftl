# The command line.

cli-claims = Утверждения
cli-format = Таблица для людей; JSON или CSV для программ; HTML, PDF, DOCX или Markdown (md) — документ с основаниями.
cli-instead = Название; то же, что аргумент, можно указать несколько раз.
cli-such-as = { $text }, например { $example }
cli-group-ask = Узнать
cli-group-record = Записать
cli-group-decide = Решить
cli-group-publish = Опубликовать
cli-group-run = Обслуживание
