"""What can be done to the store: a module a room, each deed atomic, with an acting user
and a row of the audit; it raises StorageError for trouble of the database.
"""
