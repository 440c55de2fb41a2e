"""What somebody has typed and not recorded yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0007_jobs"),)

    operations = (
        migrations.CreateModel(
            name="DraftRow",
            fields=[
                ("token", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("owner", models.TextField()),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("fields", models.TextField()),
                ("saved_at", models.BigIntegerField()),
            ],
            options={
                "db_table": "drafts",
                "indexes": [
                    models.Index(models.F("owner"), models.F("saved_at"), name="drafts_owner"),
                ],
            },
        ),
    )
