# Ввод сведений.

web-entry-own-record-of = Собственные записи: { $name }
