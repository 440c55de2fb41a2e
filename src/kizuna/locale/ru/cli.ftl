# The command line.

cli-claims = Утверждения
cli-format = Таблица для людей; JSON или CSV для программ; HTML, PDF, DOCX или Markdown (md) — документ с основаниями; ICS, если есть дни, — для календаря. По умолчанию: table.
cli-out = Куда записать: файл, расширение которого задаёт формат; - — стандартный вывод.
cli-written = Ответ записан в { $path }
cli-not-opened = Не удалось запустить программу, которая открывает этот файл.
cli-last-day = --as-of { $given }: взят последний день, { $day }
cli-empty-then = на момент { $time } реестр был пуст: до этого ничего не было записано
cli-example = Пример: { $command }
cli-instead = Название; то же, что аргумент, можно указать несколько раз.
cli-such-as = { $text }, например { $example }
cli-group-ask = Узнать
cli-group-record = Записать
cli-group-decide = Решить
cli-group-publish = Опубликовать
cli-group-run = Обслуживание
cli-import-rejected = Строки, которые не вошли, с причинами лежат в { $file }.
cli-import-guessed = Значения столбцов угаданы и записаны в { $file }: проверьте их.
cli-import-trial = Это была проба: ничего не записано. Чтобы записать, добавьте --run.
cli-import-recorded = Записано как { $document }: новых утверждений: { $new }, уже известных: { $known }.
