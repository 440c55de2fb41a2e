"""The tables of the ledger and of the register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=150, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("is_superuser", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "users",
            },
        ),
        migrations.CreateModel(
            name="AuditRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("acting_user", models.TextField()),
                ("verb", models.TextField()),
                ("what", models.TextField()),
            ],
            options={
                "db_table": "audit",
            },
        ),
        migrations.CreateModel(
            name="PairYearRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "country_a",
                        "country_b",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("country_a", models.CharField(max_length=2)),
                ("country_b", models.CharField(max_length=2)),
                ("first_year", models.IntegerField()),
                ("certain", models.BinaryField()),
                ("possible", models.BinaryField()),
            ],
            options={
                "db_table": "pair_years",
            },
        ),
        migrations.CreateModel(
            name="RebuildRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("logic_version", models.IntegerField()),
                ("head_claim", models.IntegerField()),
                ("head_judgement", models.IntegerField()),
                ("followed_claim", models.IntegerField()),
                ("followed_judgement", models.IntegerField()),
                ("places", models.IntegerField()),
                ("ties", models.IntegerField()),
                ("at", models.BigIntegerField()),
            ],
            options={
                "db_table": "rebuilds",
            },
        ),
        migrations.CreateModel(
            name="TermRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("text", models.TextField(unique=True)),
            ],
            options={
                "db_table": "terms",
            },
        ),
        migrations.CreateModel(
            name="TieRegionRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "region_a",
                        "region_b",
                        "tie",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("region_a", models.IntegerField()),
                ("region_b", models.IntegerField()),
                ("tie", models.IntegerField()),
                ("start_earliest", models.IntegerField()),
                ("end_latest", models.IntegerField()),
            ],
            options={
                "db_table": "tie_regions",
            },
        ),
        migrations.CreateModel(
            name="TieRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("type", models.IntegerField()),
                ("parties", models.TextField()),
                ("start_earliest", models.IntegerField()),
                ("start_latest", models.IntegerField()),
                ("end_earliest", models.IntegerField()),
                ("end_latest", models.IntegerField()),
            ],
            options={
                "db_table": "ties",
            },
        ),
        migrations.CreateModel(
            name="ClaimReferenceRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("target", models.IntegerField()),
                ("claim", models.IntegerField()),
            ],
            options={
                "db_table": "claim_references",
                "indexes": [
                    models.Index(
                        models.F("target"), models.F("claim"), name="claim_references_target"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimRow",
            fields=[
                ("seq", models.IntegerField(primary_key=True, serialize=False)),
                ("uid", models.BinaryField(max_length=16)),
                ("subject", models.IntegerField()),
                ("property", models.IntegerField()),
                ("value", models.TextField()),
                ("valid", models.TextField()),
                ("start_earliest", models.IntegerField(null=True)),
                ("start_latest", models.IntegerField(null=True)),
                ("end_earliest", models.IntegerField(null=True)),
                ("end_latest", models.IntegerField(null=True)),
                ("document", models.IntegerField()),
                ("sha256", models.IntegerField()),
                ("passage_start", models.IntegerField(null=True)),
                ("passage_end", models.IntegerField(null=True)),
                ("locator", models.TextField()),
                ("holder", models.IntegerField()),
                ("stance", models.SmallIntegerField()),
                ("certainty", models.SmallIntegerField()),
                ("method", models.IntegerField()),
                ("recorder", models.IntegerField()),
                ("recorded_at", models.BigIntegerField()),
            ],
            options={
                "db_table": "claims",
                "indexes": [
                    models.Index(models.F("subject"), models.F("property"), name="claims_subject"),
                    models.Index(models.F("document"), name="claims_document"),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("uid"), name="claims_uid"),
                    models.CheckConstraint(
                        condition=models.Q(("stance__range", (1, 5))), name="claims_stance"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__range", (1, 4))), name="claims_certainty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("passage_end__isnull", True), ("passage_start__isnull", True)
                            ),
                            models.Q(
                                ("passage_end__gt", models.F("passage_start")),
                                ("passage_start__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="claims_passage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentTextRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("document", models.IntegerField()),
                ("text", models.TextField()),
                ("media_type", models.TextField()),
                ("title", models.TextField()),
                ("original", models.TextField()),
                ("added_at", models.BigIntegerField()),
            ],
            options={
                "db_table": "document_texts",
                "indexes": [models.Index(models.F("document"), name="document_texts_document")],
            },
        ),
        migrations.CreateModel(
            name="JudgementRow",
            fields=[
                ("seq", models.IntegerField(primary_key=True, serialize=False)),
                ("uid", models.BinaryField(max_length=16)),
                ("verdict", models.SmallIntegerField()),
                ("target", models.TextField()),
                ("other", models.TextField()),
                ("reason", models.TextField()),
                ("judge", models.TextField()),
                ("judged_at", models.BigIntegerField()),
            ],
            options={
                "db_table": "judgements",
                "indexes": [
                    models.Index(models.F("target"), name="judgements_target"),
                    models.Index(models.F("other"), name="judgements_other"),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("uid"), name="judgements_uid"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__range", (1, 7))), name="judgements_verdict"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceRegionRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place",
                        "region",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place", models.IntegerField()),
                ("region", models.IntegerField()),
                ("alias", models.BooleanField()),
            ],
            options={
                "db_table": "place_regions",
                "indexes": [
                    models.Index(models.F("region"), models.F("place"), name="place_regions_region")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("kind", models.SmallIntegerField()),
                ("ref", models.IntegerField()),
                ("source", models.IntegerField()),
                ("start", models.IntegerField(null=True)),
                ("text", models.TextField()),
                ("folded", models.TextField()),
            ],
            options={
                "db_table": "searchable",
                "indexes": [models.Index(models.F("ref"), name="searchable_ref")],
            },
        ),
        migrations.CreateModel(
            name="TiePartyRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "party",
                        "tie",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("party", models.IntegerField()),
                ("tie", models.IntegerField()),
            ],
            options={
                "db_table": "tie_parties",
                "indexes": [models.Index(models.F("tie"), name="tie_parties_tie")],
            },
        ),
    )
