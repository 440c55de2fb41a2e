"""Long work that was asked for, and the workers that do it.

Times are microseconds since 1970-01-01 UTC; null is "not yet". The numbers of states are those of
`kizuna.store.queries.jobs`.
"""

from django.db import models


class JobRow(models.Model):
    """A job: `name` of the work, its `arguments` as JSON, and who asked for it.

    `worker` and `attempts` say who has it and for the how manieth time; who finishes it must still be both.
    `lease_until`, `done`, `whole`, `stage` and `is_stopping` change while it runs (on SQLite they stand in a
    file, see `kizuna.store.live_jobs`). `summary` is JSON; `file` the name of what came of it, "" for none.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    arguments = models.TextField()
    asked_by = models.TextField()
    asked_at = models.BigIntegerField()
    state = models.SmallIntegerField()
    started_at = models.BigIntegerField(null=True)
    finished_at = models.BigIntegerField(null=True)
    worker = models.TextField()
    attempts = models.IntegerField()
    lease_until = models.BigIntegerField(null=True)
    done = models.BigIntegerField()
    whole = models.BigIntegerField()
    stage = models.TextField()
    is_stopping = models.BooleanField()
    failure = models.TextField()
    summary = models.TextField()
    file = models.TextField()
    media_type = models.TextField()
    size = models.BigIntegerField()

    class Meta:
        db_table = "jobs"
        indexes = (
            models.Index("state", "id", name="jobs_state"),
            models.Index("asked_by", "id", name="jobs_asked_by"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__range=(1, 5)), name="jobs_state_known"
            ),
        )


class WorkerRow(models.Model):
    """A worker, and when it last said that it is there; on SQLite a file says so."""

    id = models.TextField(primary_key=True)
    seen_at = models.BigIntegerField()

    class Meta:
        db_table = "workers"
