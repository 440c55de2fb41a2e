"""Long work that was asked for, and its workers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0006_accounts"),)

    operations = (
        migrations.CreateModel(
            name="JobRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("arguments", models.TextField()),
                ("asked_by", models.TextField()),
                ("asked_at", models.BigIntegerField()),
                ("state", models.SmallIntegerField()),
                ("started_at", models.BigIntegerField(null=True)),
                ("finished_at", models.BigIntegerField(null=True)),
                ("worker", models.TextField()),
                ("attempts", models.IntegerField()),
                ("lease_until", models.BigIntegerField(null=True)),
                ("done", models.BigIntegerField()),
                ("whole", models.BigIntegerField()),
                ("stage", models.TextField()),
                ("is_stopping", models.BooleanField()),
                ("failure", models.TextField()),
                ("summary", models.TextField()),
                ("file", models.TextField()),
                ("media_type", models.TextField()),
                ("size", models.BigIntegerField()),
            ],
            options={
                "db_table": "jobs",
                "indexes": [
                    models.Index(models.F("state"), models.F("id"), name="jobs_state"),
                    models.Index(models.F("asked_by"), models.F("id"), name="jobs_asked_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__range", (1, 5))), name="jobs_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkerRow",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("seen_at", models.BigIntegerField()),
            ],
            options={"db_table": "workers"},
        ),
    )
