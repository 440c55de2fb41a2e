# The page that describes the API.

web-api-title = API для программ
web-api-lead = Всё, что показывает этот сайт, может запросить и программа: на любой из двух шкал времени, с утверждениями за каждым числом и без учётной записи там, где реестр открыт.
web-api-openapi = Описание в формате OpenAPI 3.1
web-api-operations = Что можно запросить
web-api-parameters = Параметры
web-api-body = Тело запроса
web-api-answers = Ответы
web-api-problems = Ошибки
web-api-problems-lead = Любой неуспешный ответ — описание проблемы (RFC 9457): в нём процитировано неверное место и сказано, как было бы верно.
web-api-shapes = Структуры данных
web-api-name = Имя
web-api-type = Тип
web-api-about = Назначение
web-api-required = обязательно
