"""Roles of users, what they may see, the addresses that let them in once, and what is counted for a while."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0005_api_tokens"),)

    operations = (
        *(
            migrations.AddField("user", name, models.TextField(default=""))
            for name in ("full_name", "governments", "clearances", "receives_as")
        ),
        migrations.AddField("user", "email", models.CharField(default="", max_length=254)),
        migrations.AddField("user", "role", models.CharField(default="reader", max_length=20)),
        migrations.AddField("user", "joined_at", models.BigIntegerField(default=0)),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=models.Q(
                    role__in=("reader", "contributor", "reviewer", "coordinator", "administrator")
                ),
                name="users_role",
            ),
        ),
        migrations.CreateModel(
            name="PassRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=10)),
                ("made_at", models.BigIntegerField()),
                ("expires_at", models.BigIntegerField()),
                ("used_at", models.BigIntegerField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="store.user"
                    ),
                ),
            ],
            options={"db_table": "passes"},
        ),
        migrations.CreateModel(
            name="CacheRow",
            fields=[
                (
                    "cache_key",
                    models.CharField(max_length=255, primary_key=True, serialize=False),
                ),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "counted"},
        ),
    )
