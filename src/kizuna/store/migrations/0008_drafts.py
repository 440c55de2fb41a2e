"""What somebody has typed and not recorded yet; `fields` is a list of [name, text] in JSON."""

from django.db import migrations, models

from kizuna.store.migrations import big_numbers, texts


class Migration(migrations.Migration):
    dependencies = (("store", "0007_jobs"),)

    operations = (
        migrations.CreateModel(
            "DraftRow",
            fields=[
                ("token", models.CharField(max_length=32, primary_key=True, serialize=False)),
                *texts("owner", "kind", "subject", "fields"),
                *big_numbers("saved_at"),
            ],
            options={
                "db_table": "drafts",
                "indexes": [models.Index("owner", "saved_at", name="drafts_owner")],
            },
        ),
    )
