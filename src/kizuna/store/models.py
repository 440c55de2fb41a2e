"""The rows: columns and constraints only; what they mean is said by the values beside them.

The ledger's tables are append-only by trigger. Texts that recur (entity ids, property names, digests) are terms;
their columns hold term ids without foreign keys, since a term is never changed or removed and so no such id can
come to dangle. The tables of the register and of searchable texts are derived; they can be emptied and rebuilt.
A span is four day numbers: start earliest, start latest, end earliest, end latest. The thing is certainly in
force on day D when start_latest <= D <= end_earliest, possibly when start_earliest <= D <= end_latest.

Times are microseconds since 1970-01-01 UTC; null is "not yet" or "never". The numbers of stances, certainties and
verdicts are those of `kizuna.store.codes`, those of the states of jobs of `kizuna.store.queries.jobs`; a `role` is
one of `kizuna.store.queries.accounts.Role`. Several words or ids in one column stand one a line.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class TermRow(models.Model):
    """A text that other rows point to by number."""

    id = models.IntegerField(primary_key=True)
    text = models.TextField(unique=True)

    class Meta:
        db_table = "terms"


class ClaimRow(models.Model):
    """A claim; `seq` is its place in the ledger, `uid` the 16 bytes of its id.

    The four day columns hold the span that the claim speaks of: of `valid`, else of the date that its
    value gives; null when it speaks of no date.
    """

    seq = models.IntegerField(primary_key=True)
    uid = models.BinaryField(max_length=16)
    subject = models.IntegerField()
    property = models.IntegerField()
    value = models.TextField()
    valid = models.TextField()
    start_earliest = models.IntegerField(null=True)
    start_latest = models.IntegerField(null=True)
    end_earliest = models.IntegerField(null=True)
    end_latest = models.IntegerField(null=True)
    document = models.IntegerField()
    sha256 = models.IntegerField()
    passage_start = models.IntegerField(null=True)
    passage_end = models.IntegerField(null=True)
    locator = models.TextField()
    holder = models.IntegerField()
    stance = models.SmallIntegerField()
    certainty = models.SmallIntegerField()
    method = models.IntegerField()
    recorder = models.IntegerField()
    recorded_at = models.BigIntegerField()

    class Meta:
        db_table = "claims"
        indexes = (
            models.Index("subject", "property", name="claims_subject"),
            models.Index("document", name="claims_document"),
        )
        constraints = (
            models.UniqueConstraint(F("uid"), name="claims_uid"),
            models.CheckConstraint(condition=Q(stance__range=(1, 5)), name="claims_stance"),
            models.CheckConstraint(condition=Q(certainty__range=(1, 4)), name="claims_certainty"),
            models.CheckConstraint(
                condition=Q(passage_start__isnull=True, passage_end__isnull=True)
                | Q(passage_start__gte=0, passage_end__gt=F("passage_start")),
                name="claims_passage",
            ),
        )


class ClaimReferenceRow(models.Model):
    """A claim names an entity in its value."""

    id = models.IntegerField(primary_key=True)
    target = models.IntegerField()
    claim = models.IntegerField()

    class Meta:
        db_table = "claim_references"
        indexes = (models.Index("target", "claim", name="claim_references_target"),)


class JudgementRow(models.Model):
    """A judgement; `other` is an empty text where the verdict has one side."""

    seq = models.IntegerField(primary_key=True)
    uid = models.BinaryField(max_length=16)
    verdict = models.SmallIntegerField()
    target = models.TextField()
    other = models.TextField()
    reason = models.TextField()
    judge = models.TextField()
    judged_at = models.BigIntegerField()

    class Meta:
        db_table = "judgements"
        indexes = (
            models.Index("target", name="judgements_target"),
            models.Index("other", name="judgements_other"),
        )
        constraints = (
            models.UniqueConstraint(F("uid"), name="judgements_uid"),
            models.CheckConstraint(condition=Q(verdict__range=(1, 7)), name="judgements_verdict"),
        )


class AuditRow(models.Model):
    """Who did what, when: one row an action."""

    id = models.IntegerField(primary_key=True)
    at = models.BigIntegerField()
    acting_user = models.TextField()
    verb = models.TextField()
    what = models.TextField()

    class Meta:
        db_table = "audit"


class ErasureRow(models.Model):
    """An entry whose content was erased: its kind, number and id, and the digest of what it recorded.

    Of kind "text" it is a document's text in which passages were blanked; `digest` is then that of what is left,
    and `uid` the first half of that of the text. `act` is the line of the audit that decided it.
    """

    id = models.IntegerField(primary_key=True)
    kind = models.CharField(max_length=9)
    number = models.IntegerField()
    uid = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=32)
    act = models.IntegerField()

    class Meta:
        db_table = "erasures"
        indexes = (
            models.Index("kind", "number", name="erasures_number"),
            models.Index("uid", name="erasures_uid"),
        )


class TreeTileRow(models.Model):
    """Up to 256 hashes of 32 bytes of a level of the ledger's tree; only the last tile of a level has fewer."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "tree_tiles"


class TreeRunRow(models.Model):
    """Leaves of the ledger's tree, from the first on, that are entries of one kind in the order of their numbers.

    `kind` is "claim", "judgement" or "audit".
    """

    first_leaf = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=9)
    first_number = models.BigIntegerField()
    count = models.BigIntegerField()

    class Meta:
        db_table = "tree_runs"
        indexes = (models.Index("kind", "first_number", name="tree_runs_kind"),)


class DocumentTextRow(models.Model):
    """A normalised text; `sha256` is the hex digest of its UTF-8, `document` the term of the document's id."""

    id = models.IntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    document = models.IntegerField()
    text = models.TextField()
    media_type = models.TextField()
    title = models.TextField()
    original = models.TextField()
    reader = models.TextField(null=True)
    file_sha256 = models.CharField(max_length=64, null=True)
    added_at = models.BigIntegerField()

    class Meta:
        db_table = "document_texts"
        indexes = (models.Index("document", name="document_texts_document"),)


class TieRow(models.Model):
    """A tie that counts, with the span in which it is in force; `id` and `type` are terms.

    Unless it is `unbroken`, it was interrupted: then the core says on which days of the span it stood.
    """

    id = models.IntegerField(primary_key=True)
    type = models.IntegerField()
    parties = models.TextField()
    start_earliest = models.IntegerField()
    start_latest = models.IntegerField()
    end_earliest = models.IntegerField()
    end_latest = models.IntegerField()
    unbroken = models.BooleanField()

    class Meta:
        db_table = "ties"
        indexes = (models.Index("id", name="ties_broken", condition=models.Q(unbroken=False)),)


class TiePartyRow(models.Model):
    """A party of a tie."""

    pk = models.CompositePrimaryKey("party", "tie")
    party = models.IntegerField()
    tie = models.IntegerField()

    class Meta:
        db_table = "tie_parties"
        indexes = (models.Index("tie", name="tie_parties_tie"),)


class RebuildRow(models.Model):
    """The tables were made by `logic_version` from the ledger up to `head_claim` and `head_judgement`.

    Refolds have kept them in step with it up to `followed_claim` and `followed_judgement` since.
    """

    id = models.IntegerField(primary_key=True)
    logic_version = models.IntegerField()
    head_claim = models.IntegerField()
    head_judgement = models.IntegerField()
    followed_claim = models.IntegerField()
    followed_judgement = models.IntegerField()
    places = models.IntegerField()
    ties = models.IntegerField()
    at = models.BigIntegerField()

    class Meta:
        db_table = "rebuilds"


class SearchRow(models.Model):
    """A searchable text.

    `kind` is 1 for a name, 2 for a fact, 3 for a passage. `source` is the claim's place in the ledger, or for
    a passage the id of the document's text, in which the passage begins at `start`. `folded` is the
    text character by character without case, accents and width, so that offsets stay.
    """

    id = models.IntegerField(primary_key=True)
    kind = models.SmallIntegerField()
    ref = models.IntegerField()
    source = models.IntegerField()
    start = models.IntegerField(null=True)
    text = models.TextField()
    folded = models.TextField()

    class Meta:
        db_table = "searchable"
        indexes = (models.Index("ref", name="searchable_ref"),)


class User(AbstractBaseUser):
    """A person or machine with a name to sign in with."""

    username = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_superuser = models.BooleanField(default=False)
    full_name = models.TextField(default="")
    email = models.CharField(max_length=254, default="")
    role = models.CharField(max_length=20, default="reader")
    governments = models.TextField(default="")
    clearances = models.TextField(default="")
    receives_as = models.TextField(default="")
    joined_at = models.BigIntegerField(default=0)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "users"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    role__in=("reader", "contributor", "reviewer", "coordinator", "administrator")
                ),
                name="users_role",
            ),
        )


class PassRow(models.Model):
    """An address that lets somebody in once; `digest` is the SHA-256 of its secret, which is not kept.

    `user` is null for the pass of an owner who has no account yet; `purpose` is "owner" or "invitation"; `used_at`
    is null until it was used.
    """

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, null=True)
    purpose = models.CharField(max_length=10)
    made_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    used_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "passes"


class CacheRow(models.Model):
    """What is counted for a while, such as failed sign-ins; in the form that Django's cache asks for."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "counted"


class ApiTokenRow(models.Model):
    """A key: `digest` is the hex SHA-256 of its secret, `username` whose it is, `scopes` parted by spaces.

    Times are microseconds since 1970-01-01 UTC; null is never.
    """

    id = models.IntegerField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    username = models.TextField()
    scopes = models.TextField()
    made_at = models.BigIntegerField()
    expires_at = models.BigIntegerField(null=True)
    revoked_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "api_tokens"
        indexes = (models.Index("username", name="api_tokens_username"),)


class DraftRow(models.Model):
    """A form as it stands; `fields` is JSON, a list of [name, text] in the order of the form."""

    token = models.CharField(max_length=32, primary_key=True)
    owner = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    fields = models.TextField()
    saved_at = models.BigIntegerField()

    class Meta:
        db_table = "drafts"
        indexes = (models.Index("owner", "saved_at", name="drafts_owner"),)


class JobRow(models.Model):
    """A job: `name` of the work, its `arguments` as JSON, and who asked for it.

    `worker` and `attempts` say who has it and for the how manieth time; who finishes it must still be both.
    `lease_until`, `done`, `whole`, `stage` and `is_stopping` change while it runs (on SQLite they stand in a
    file, see `kizuna.store.live_jobs`). `summary` is JSON; `file` the name of what came of it, "" for none.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    arguments = models.TextField()
    asked_by = models.TextField()
    asked_at = models.BigIntegerField()
    state = models.SmallIntegerField()
    started_at = models.BigIntegerField(null=True)
    finished_at = models.BigIntegerField(null=True)
    worker = models.TextField()
    attempts = models.IntegerField()
    lease_until = models.BigIntegerField(null=True)
    done = models.BigIntegerField()
    whole = models.BigIntegerField()
    stage = models.TextField()
    is_stopping = models.BooleanField()
    failure = models.TextField()
    summary = models.TextField()
    file = models.TextField()
    media_type = models.TextField()
    size = models.BigIntegerField()

    class Meta:
        db_table = "jobs"
        indexes = (
            models.Index("state", "id", name="jobs_state"),
            models.Index("asked_by", "id", name="jobs_asked_by"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__range=(1, 5)), name="jobs_state_known"
            ),
        )


class WorkerRow(models.Model):
    """A worker, and when it last said that it is there; on SQLite a file says so."""

    id = models.TextField(primary_key=True)
    seen_at = models.BigIntegerField()

    class Meta:
        db_table = "workers"
