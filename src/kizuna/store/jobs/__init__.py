"""What changes while a job runs: in columns on PostgreSQL, in files beside the database on SQLite."""
