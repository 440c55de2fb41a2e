# Кто имеется в виду: неопознанные упоминания и решения о них.

web-identity-title = Кто имеется в виду
web-identity-lead = Места, организации и лица, которые пришли с загрузкой или предложением и которых никто не опознал. Укажите, что это, или что это нечто иное. Ничего не сливается, каждое решение можно отменить.
web-identity-mention = Упоминание
web-identity-country = Страна
web-identity-candidates = Кандидатов
web-identity-best = Лучший кандидат
web-identity-score = Балл
web-identity-kind = Вид
web-identity-text = Название содержит
web-identity-state = Состояние
web-identity-state-new = никто не смотрел
web-identity-state-put-off = оставлено открытым
web-identity-any = любое
web-identity-filter = Показать
web-identity-show-all = Показать все
web-identity-count = { $count ->
    [one] { $count } упоминание из { $waiting } ожидающих.
    [few] { $count } упоминания из { $waiting } ожидающих.
   *[other] { $count } упоминаний из { $waiting } ожидающих.
  }
web-identity-nothing = Ничего не ожидает: все упомянутые опознаны. После загрузки или предложения новые упоминания появятся здесь.
web-identity-none-such = Нет ожидающих упоминаний, которые подходят под это.
web-identity-no-candidate = нет; поищите
web-identity-sure = точно
web-identity-sure-what = { $count ->
    [one] На этой странице у { $count } упоминания есть кандидат, в котором сопоставление уверено само. Отметьте то, что записать как тождественное.
   *[other] На этой странице у { $count } упоминаний есть кандидат, в котором сопоставление уверено само. Отметьте те, что записать как тождественные.
  }
web-identity-sure-record = Записать отмеченное как тождественное
web-identity-sure-command = Для всего списка это дольше, чем может ждать страница; есть команда:
web-identity-sure-none = Ничего не отмечено. Отметьте хотя бы одно упоминание.
web-identity-sure-overtaken = Ничего не записано: тем временем что-то о { $ref } решено или изменено. Посмотрите список ещё раз.
web-identity-linked = { $count ->
    [one] { $count } упоминание записано как тождественное своему кандидату.
    [few] { $count } упоминания записаны как тождественные своим кандидатам.
   *[other] { $count } упоминаний записаны как тождественные своим кандидатам.
  }
web-identity-what-is-said = Что о нём сказано
web-identity-ties = Связи, с кем
web-identity-open-tie = открыть связь
web-identity-named-by = Где назван
web-identity-more = и ещё { $count }
web-identity-may-be = Что это может быть
web-identity-also-called = Другие названия
web-identity-recorded = Записано
web-identity-facts = { $count ->
    [one] { $count } утверждение
    [few] { $count } утверждения
   *[other] { $count } утверждений
  }
web-identity-not-held = пока ничего; место из справочника GeoNames
web-identity-for = Что говорит за
web-identity-against = Что говорит против
web-identity-same = То же самое
web-identity-different = Не это
web-identity-undecided = Оставить открытым
web-identity-same-as = То же самое, что { $name }
web-identity-different-from = Не { $name }
web-identity-undecided-on = Оставить открытым, { $name } ли это
web-identity-not-yours = Не входит в число органов местной власти, о которых вы решаете.
web-identity-reason = Причина
web-identity-reason-hint = Записывается вместе с решением. Можно не заполнять.
web-identity-search = Искать другое по названию
web-identity-search-go = Искать
web-identity-search-none = Ничего этого вида не называется «{ $name }». Попробуйте другое написание.
web-identity-found = Найдено по запросу «{ $name }»
web-identity-nobody = Ничего похожего не известно. Поищите другое название или сначала введите его.
web-identity-settled = Оно признано тождественным и больше не ожидает. Чтобы решить заново, отмените решение.
web-identity-back = Назад к ожидающим
web-identity-decisions = Что решено
web-identity-is-same = То же самое, что { $other }
web-identity-is-different = Не { $other }
web-identity-is-undecided = Оставлено открытым, { $other } ли это
web-identity-decided-same = Записано: { $name } и { $other } — одно и то же.
web-identity-decided-different = Записано: { $name } — не { $other }.
web-identity-decided-undecided = Записано: оставлено открытым, одно ли и то же { $name } и { $other }.
web-identity-undo = Отменить
web-identity-undo-of = Отменить решение о { $other }
web-identity-overtaken = Ничего не записано: тем временем об этом упоминании решил кто-то другой. Его решение — ниже, в разделе «Что решено»; посмотрите ещё раз и решите, если это ещё нужно.
web-identity-wrong = Это нельзя записать:
web-identity-feature-same-name = то же название
web-identity-feature-same-core = то же название без слова «город», «префектура» и подобных
web-identity-feature-same-reading = то же название в другой латинской записи
web-identity-feature-same-sound = те же звуки в другом написании
web-identity-feature-one-edit = отличие в одну букву
web-identity-feature-two-edits = отличие в две буквы
web-identity-feature-alike = названия похожи
web-identity-feature-short-name = название слишком коротко для описки
web-identity-feature-chief-name = это его первое название
web-identity-feature-same-country = та же страна
web-identity-feature-other-country = другая страна
web-identity-feature-same-level = тот же уровень
web-identity-feature-settlement-unsaid = поселение, а уровень не указан
web-identity-feature-level-differs = другой уровень
web-identity-feature-port-unnamed = порт, хотя о порте не говорится
web-identity-feature-never-meet = два известных места, которые легко спутать
web-identity-feature-within = источник называет, где оно лежит
web-identity-feature-large = более 100 000 жителей
web-identity-feature-very-large = более миллиона жителей
web-identity-feature-near = точки не дальше 25 км друг от друга
web-identity-feature-far = точки дальше 25 км друг от друга
web-identity-feature-letters = доля различающихся букв
