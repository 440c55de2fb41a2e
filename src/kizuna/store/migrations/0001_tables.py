"""The tables of the ledger and of the register.

- `users`: a person or machine with a name to sign in with.
- `audit`: who did what, when: one row an action.
- `terms`: a text that other rows point to by number.
- `claims`: `seq` is a claim's place in the ledger, `uid` the 16 bytes of its id. The four day columns hold
  the span that the claim speaks of: of `valid`, else of the date that its value gives; null when it speaks of
  no date.
- `claim_references`: a claim names an entity in its value.
- `judgements`: `other` is an empty text where the verdict has one side.
- `document_texts`: a normalised text; `sha256` is the hex digest of its UTF-8, `document` the term of the
  document's id.
- `ties`: a tie that counts, with the span in which it is in force; `id` and `type` are terms.
- `tie_parties`: a party of a tie.
- `rebuilds`: the tables were made by `logic_version` from the ledger up to `head_claim` and `head_judgement`.
  Refolds have kept them in step with it up to `followed_claim` and `followed_judgement` since.
- `searchable`: `kind` is 1 for a name, 2 for a fact, 3 for a passage. `source` is the claim's place in the
  ledger, or for a passage the id of the document's text, in which the passage begins at `start`. `folded` is
  the text character by character without case, accents and width, so that offsets stay.
"""

from django.db import migrations, models

from kizuna.store.migrations import big_numbers, key, key_of, numbers, small_numbers, texts

_SPAN = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            "User",
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
            options={"db_table": "users"},
        ),
        migrations.CreateModel(
            "AuditRow",
            fields=[*key("id"), *big_numbers("at"), *texts("acting_user", "verb", "what")],
            options={"db_table": "audit"},
        ),
        migrations.CreateModel(
            "RebuildRow",
            fields=[
                *key("id"),
                *numbers("logic_version", "head_claim", "head_judgement"),
                *numbers("followed_claim", "followed_judgement", "places", "ties"),
                *big_numbers("at"),
            ],
            options={"db_table": "rebuilds"},
        ),
        migrations.CreateModel(
            "TermRow",
            fields=[*key("id"), *texts("text", unique=True)],
            options={"db_table": "terms"},
        ),
        migrations.CreateModel(
            "TieRow",
            fields=[*key("id"), *numbers("type"), *texts("parties"), *numbers(*_SPAN)],
            options={"db_table": "ties"},
        ),
        migrations.CreateModel(
            "ClaimReferenceRow",
            fields=[*key("id"), *numbers("target", "claim")],
            options={
                "db_table": "claim_references",
                "indexes": [models.Index("target", "claim", name="claim_references_target")],
            },
        ),
        migrations.CreateModel(
            "ClaimRow",
            fields=[
                *key("seq"),
                ("uid", models.BinaryField(max_length=16)),
                *numbers("subject", "property"),
                *texts("value", "valid"),
                *numbers(*_SPAN, null=True),
                *numbers("document", "sha256"),
                *numbers("passage_start", "passage_end", null=True),
                *texts("locator"),
                *numbers("holder"),
                *small_numbers("stance", "certainty"),
                *numbers("method", "recorder"),
                *big_numbers("recorded_at"),
            ],
            options={
                "db_table": "claims",
                "indexes": [
                    models.Index("subject", "property", name="claims_subject"),
                    models.Index("document", name="claims_document"),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("uid"), name="claims_uid"),
                    models.CheckConstraint(
                        condition=models.Q(stance__range=(1, 5)), name="claims_stance"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(certainty__range=(1, 4)), name="claims_certainty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(passage_start__isnull=True, passage_end__isnull=True)
                        | models.Q(passage_start__gte=0, passage_end__gt=models.F("passage_start")),
                        name="claims_passage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "DocumentTextRow",
            fields=[
                *key("id"),
                ("sha256", models.CharField(max_length=64, unique=True)),
                *numbers("document"),
                *texts("text", "media_type", "title", "original"),
                *big_numbers("added_at"),
            ],
            options={
                "db_table": "document_texts",
                "indexes": [models.Index("document", name="document_texts_document")],
            },
        ),
        migrations.CreateModel(
            "JudgementRow",
            fields=[
                *key("seq"),
                ("uid", models.BinaryField(max_length=16)),
                *small_numbers("verdict"),
                *texts("target", "other", "reason", "judge"),
                *big_numbers("judged_at"),
            ],
            options={
                "db_table": "judgements",
                "indexes": [
                    models.Index("target", name="judgements_target"),
                    models.Index("other", name="judgements_other"),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("uid"), name="judgements_uid"),
                    models.CheckConstraint(
                        condition=models.Q(verdict__range=(1, 7)), name="judgements_verdict"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "SearchRow",
            fields=[
                *key("id"),
                *small_numbers("kind"),
                *numbers("ref", "source"),
                *numbers("start", null=True),
                *texts("text", "folded"),
            ],
            options={
                "db_table": "searchable",
                "indexes": [models.Index("ref", name="searchable_ref")],
            },
        ),
        migrations.CreateModel(
            "TiePartyRow",
            fields=[*key_of("party", "tie"), *numbers("party", "tie")],
            options={
                "db_table": "tie_parties",
                "indexes": [models.Index("tie", name="tie_parties_tie")],
            },
        ),
    )
