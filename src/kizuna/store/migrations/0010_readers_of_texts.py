"""The tables of the ledger, of the register, and of a server; triggers that let the ledger grow and nothing else.

It is called after the last of ten migrations by which the first databases came to these tables. A later one that
rebuilds a table of the ledger on SQLite must make its triggers again, which Django drops then without a word.

- `users`: a person or machine with a name to sign in with.
- `audit`: who did what, when: one row an action.
- `terms`: a text that other rows point to by number.
- `claims`: `seq` is a claim's place in the ledger, `uid` the 16 bytes of its id. The four day columns hold
  the span that the claim speaks of: of `valid`, else of the date that its value gives; null when it speaks of
  no date.
- `claim_references`: a claim names an entity in its value.
- `judgements`: `other` is an empty text where the verdict has one side.
- `document_texts`: a normalised text; `sha256` is the hex digest of its UTF-8, `document` the term of the
  document's id. The programs that read it and the digest of its file are null for texts of before these were kept.
- `ties`: a tie that counts, with the span in which it is in force; `id` and `type` are terms. Unless it is
  `unbroken`, it was interrupted: then the core says on which days of the span it stood.
- `tie_parties`: a party of a tie; on SQLite in the order of its key, without numbered rows.
- `rebuilds`: the tables were made by `logic_version` from the ledger up to `head_claim` and `head_judgement`.
  Refolds have kept them in step with it up to `followed_claim` and `followed_judgement` since.
- `searchable`: `kind` is 1 for a name, 2 for a fact, 3 for a passage. `source` is the claim's place in the
  ledger, or for a passage the id of the document's text, in which the passage begins at `start`. `folded` is
  the text character by character without case, accents and width, so that offsets stay. Its index has trigrams, in
  SQLite's FTS5, and in PostgreSQL where pg_trgm is to be had.
- `api_tokens`: a key with which a program asks; `digest` is the hex SHA-256 of its secret, `username` whose it is,
  `scopes` parted by spaces.
- `passes`: an address that lets somebody in once; `digest` is the SHA-256 of its secret, which is not kept.
  `user` is null for the pass of an owner who has no account yet; `purpose` is "owner" or "invitation";
  `used_at` is null until it was used.
- `counted`: what is counted for a while, such as failed sign-ins; in the form that Django's cache asks for.
- `jobs`: long work; `name` of the work, its `arguments` as JSON, and who asked for it. `worker` and `attempts` say
  who has it and for the how manieth time; who finishes it must still be both. `lease_until`, `done`, `whole`,
  `stage` and `is_stopping` change while it runs. `summary` is JSON; `file` the name of what came of it, "" for
  none. On SQLite the table is copied to a file of its own, and so is the next (see `kizuna.store.jobs`).
- `workers`: a worker, and when it last said that it is there.
- `drafts`: what somebody has typed and not recorded yet; `fields` is a list of [name, text] in JSON.
"""

from typing import Any

from django.db import migrations, models

from kizuna.store.guards import first_guards
from kizuna.store.migrations import (
    big_numbers,
    check,
    functions,
    key,
    key_of,
    lines,
    numbers,
    run,
    small_numbers,
    table,
    texts,
    truths,
)

_SPAN = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_ROLES = ("reader", "contributor", "reviewer", "coordinator", "administrator")
_TRIGRAMS_OF_SQLITE = (
    "CREATE VIRTUAL TABLE searchable_index USING fts5(folded, content='searchable',"
    " content_rowid='id', tokenize='trigram case_sensitive 1', detail='full')"
)
_TRIGRAMS = "CREATE INDEX searchable_trigrams ON searchable USING gin (folded gin_trgm_ops)"


def complete(apps: Any, schema_editor: Any) -> None:
    """Make what Django does not describe: a table clustered by its key, an index of words, and triggers."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'tie_parties'")
            clustered = f"{cursor.fetchone()[0]} WITHOUT ROWID"
            made = ["DROP TABLE tie_parties", clustered, _TRIGRAMS_OF_SQLITE]
        else:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            made = [*functions("refuse_change"), *([_TRIGRAMS] if cursor.fetchone() else [])]
    guards = first_guards(connection.vendor).items()
    run(schema_editor, [*made, *(each for name, each in guards if "_no_replace" not in name)])


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        table(
            "users",
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            *lines("password", max_length=128, verbose_name="password"),
            ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
            *lines("username", max_length=150, unique=True),
            *truths("is_active", default=True),
            *truths("is_staff", "is_superuser", default=False),
            *texts("full_name", "governments", "clearances", "receives_as", default=""),
            *lines("email", default="", max_length=254),
            *lines("role", default="reader", max_length=20),
            *big_numbers("joined_at", default=0),
            constraints=[check("users_role", role__in=_ROLES)],
        ),
        table(
            "audit",
            *key("id"),
            *big_numbers("at"),
            *texts("acting_user", "verb", "what"),
        ),
        table(
            "rebuilds",
            *key("id"),
            *numbers("logic_version", "head_claim", "head_judgement"),
            *numbers("followed_claim", "followed_judgement", "places", "ties"),
            *big_numbers("at"),
        ),
        table("terms", *key("id"), *texts("text", unique=True)),
        table(
            "ties",
            *key("id"),
            *numbers("type"),
            *texts("parties"),
            *numbers(*_SPAN),
            *truths("unbroken"),
            indexes=[models.Index("id", name="ties_broken", condition=models.Q(unbroken=False))],
        ),
        table(
            "claim_references",
            *key("id"),
            *numbers("target", "claim"),
            indexes=[models.Index("target", "claim", name="claim_references_target")],
        ),
        table(
            "claims",
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
            indexes=[
                models.Index("subject", "property", name="claims_subject"),
                models.Index("document", name="claims_document"),
            ],
            constraints=[
                models.UniqueConstraint(models.F("uid"), name="claims_uid"),
                check("claims_stance", stance__range=(1, 5)),
                check("claims_certainty", certainty__range=(1, 4)),
                models.CheckConstraint(
                    condition=models.Q(passage_start__isnull=True, passage_end__isnull=True)
                    | models.Q(passage_start__gte=0, passage_end__gt=models.F("passage_start")),
                    name="claims_passage",
                ),
            ],
        ),
        table(
            "document_texts",
            *key("id"),
            *lines("sha256", max_length=64, unique=True),
            *numbers("document"),
            *texts("text", "media_type", "title", "original"),
            *big_numbers("added_at"),
            *texts("reader", null=True),
            *lines("file_sha256", max_length=64, null=True),
            indexes=[models.Index("document", name="document_texts_document")],
        ),
        table(
            "judgements",
            *key("seq"),
            ("uid", models.BinaryField(max_length=16)),
            *small_numbers("verdict"),
            *texts("target", "other", "reason", "judge"),
            *big_numbers("judged_at"),
            indexes=[
                models.Index("target", name="judgements_target"),
                models.Index("other", name="judgements_other"),
            ],
            constraints=[
                models.UniqueConstraint(models.F("uid"), name="judgements_uid"),
                check("judgements_verdict", verdict__range=(1, 7)),
            ],
        ),
        table(
            "searchable",
            *key("id"),
            *small_numbers("kind"),
            *numbers("ref", "source"),
            *numbers("start", null=True),
            *texts("text", "folded"),
            indexes=[models.Index("ref", name="searchable_ref")],
        ),
        table(
            "tie_parties",
            *key_of("party", "tie"),
            *numbers("party", "tie"),
            indexes=[models.Index("tie", name="tie_parties_tie")],
        ),
        table(
            "api_tokens",
            *key("id"),
            *lines("digest", max_length=64, unique=True),
            *texts("name", "username", "scopes"),
            *big_numbers("made_at"),
            *big_numbers("expires_at", "revoked_at", null=True),
            indexes=[models.Index("username", name="api_tokens_username")],
        ),
        table(
            "passes",
            ("id", models.BigAutoField(primary_key=True, serialize=False)),
            *lines("digest", max_length=64, unique=True),
            *lines("purpose", max_length=10),
            *big_numbers("made_at", "expires_at"),
            *big_numbers("used_at", null=True),
            ("user", models.ForeignKey("store.user", models.CASCADE, null=True)),
        ),
        table(
            "counted",
            *lines("cache_key", max_length=255, primary_key=True, serialize=False),
            *texts("value"),
            ("expires", models.DateTimeField(db_index=True)),
        ),
        table(
            "jobs",
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
            *truths("is_stopping"),
            *texts("failure", "summary", "file", "media_type"),
            *big_numbers("size"),
            indexes=[
                models.Index("state", "id", name="jobs_state"),
                models.Index("asked_by", "id", name="jobs_asked_by"),
            ],
            constraints=[check("jobs_state_known", state__range=(1, 5))],
        ),
        table(
            "workers",
            *texts("id", primary_key=True, serialize=False),
            *big_numbers("seen_at"),
        ),
        table(
            "drafts",
            *lines("token", max_length=32, primary_key=True, serialize=False),
            *texts("owner", "kind", "subject", "fields"),
            *big_numbers("saved_at"),
            indexes=[models.Index("owner", "saved_at", name="drafts_owner")],
        ),
        migrations.RunPython(complete),
    )
