"""Roles of users, what they may see, the addresses that let them in once, and what is counted for a while.

- `passes`: an address that lets somebody in once; `digest` is the SHA-256 of its secret, which is not kept.
  `user` is null for the pass of an owner who has no account yet; `purpose` is "owner" or "invitation";
  `used_at` is null until it was used.
- `counted`: what is counted for a while, such as failed sign-ins; in the form that Django's cache asks for.
"""

from django.db import migrations, models

from kizuna.store.migrations import big_numbers, texts


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
            "PassRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=10)),
                *big_numbers("made_at", "expires_at"),
                *big_numbers("used_at", null=True),
                ("user", models.ForeignKey("store.user", models.CASCADE, null=True)),
            ],
            options={"db_table": "passes"},
        ),
        migrations.CreateModel(
            "CacheRow",
            fields=[
                (
                    "cache_key",
                    models.CharField(max_length=255, primary_key=True, serialize=False),
                ),
                *texts("value"),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "counted"},
        ),
    )
