"""Keys with which programs ask.

`digest` is the hex SHA-256 of its secret, `username` whose it is, `scopes` parted by spaces.
"""

from django.db import migrations, models

from kizuna.store.migrations import big_numbers, key, texts


class Migration(migrations.Migration):
    dependencies = (("store", "0004_clustered"),)

    operations = (
        migrations.CreateModel(
            "ApiTokenRow",
            fields=[
                *key("id"),
                ("digest", models.CharField(max_length=64, unique=True)),
                *texts("name", "username", "scopes"),
                *big_numbers("made_at"),
                *big_numbers("expires_at", "revoked_at", null=True),
            ],
            options={
                "db_table": "api_tokens",
                "indexes": [models.Index("username", name="api_tokens_username")],
            },
        ),
    )
