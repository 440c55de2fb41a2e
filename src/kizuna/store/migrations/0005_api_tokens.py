"""Keys with which programs ask."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0004_clustered"),)

    operations = (
        migrations.CreateModel(
            name="ApiTokenRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("name", models.TextField()),
                ("username", models.TextField()),
                ("scopes", models.TextField()),
                ("made_at", models.BigIntegerField()),
                ("expires_at", models.BigIntegerField(null=True)),
                ("revoked_at", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "api_tokens",
                "indexes": [
                    models.Index(models.F("username"), name="api_tokens_username"),
                ],
            },
        ),
    )
