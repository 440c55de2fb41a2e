"""Long work that was asked for, and its workers.

- `jobs`: `name` of the work, its `arguments` as JSON, and who asked for it. `worker` and `attempts` say who
  has it and for the how manieth time; who finishes it must still be both. `lease_until`, `done`, `whole`,
  `stage` and `is_stopping` change while it runs (on SQLite they stand in a file, see
  `kizuna.store.live_jobs`). `summary` is JSON; `file` the name of what came of it, "" for none.
- `workers`: a worker, and when it last said that it is there; on SQLite a file says so.
"""

from django.db import migrations, models

from kizuna.store.migrations import big_numbers, numbers, small_numbers, texts


class Migration(migrations.Migration):
    dependencies = (("store", "0006_accounts"),)

    operations = (
        migrations.CreateModel(
            "JobRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                *texts("name", "arguments", "asked_by"),
                *big_numbers("asked_at"),
                *small_numbers("state"),
                *big_numbers("started_at", "finished_at", null=True),
                *texts("worker"),
                *numbers("attempts"),
                *big_numbers("lease_until", null=True),
                *big_numbers("done", "whole"),
                *texts("stage"),
                ("is_stopping", models.BooleanField()),
                *texts("failure", "summary", "file", "media_type"),
                *big_numbers("size"),
            ],
            options={
                "db_table": "jobs",
                "indexes": [
                    models.Index("state", "id", name="jobs_state"),
                    models.Index("asked_by", "id", name="jobs_asked_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(state__range=(1, 5)), name="jobs_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "WorkerRow",
            fields=[*texts("id", primary_key=True, serialize=False), *big_numbers("seen_at")],
            options={"db_table": "workers"},
        ),
    )
