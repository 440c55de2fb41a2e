"""The tables of the ledger, of the register, and of a server; triggers that let the
ledger grow and nothing else; and views for other programs that read the database:
`claims_readable`, `entities`, `ties_now`, `tie_fields_now`.

It is called after the last of fifteen migrations by which the first databases came to
these tables. A later one that rebuilds a table must drop the views first and make them
again: neither database changes a table under a view. On SQLite it must make the
triggers of a table of the ledger again, which Django drops then without a word.

Law: the views show no more than anybody may see, and less where SQL alone cannot tell:
nothing that a document with any access level but public says or that is said of it,
nothing about or naming a person, no participants in words, no proposal that nobody has
judged, and no tie of which any of that is hidden.

- `users`: a person or machine with a name to sign in with.
- `audit`: who did what, when: one row an action.
- `terms`: a text that other rows point to by number.
- `claims`: `seq` is a claim's place in the ledger, `uid` the 16 bytes of its id. The
  four day columns hold the span that the claim speaks of: of `valid`, else of the date
  that its value gives; null when it speaks of no date.
- `claim_references`: a claim names an entity in its value.
- `judgements`: `other` is an empty text where the verdict has one side.
- `document_texts`: a normalised text; `sha256` is the hex digest of its UTF-8,
  `document` the term of the document's id. The programs that read it and the digest of
  its file are null for texts of before these were kept.
- `ties`: a tie that counts, with the span in which it is in force; `id` and `type` are
  terms. Unless it is `unbroken`, it was interrupted: then the core says on which days
  of the span it stood.
- `tie_parties`: a party of a tie; on SQLite in the order of its key, without numbered
  rows.
- `rebuilds`: the tables were made by `logic_version` from the ledger up to `head_claim`
  and `head_judgement`. Refolds have kept them in step with it up to `followed_claim`
  and `followed_judgement` since.
- `searchable`: `kind` is 1 for a name, 2 for a fact, 3 for a passage. `source` is the
  claim's place in the ledger, or for a passage the id of the document's text, in which
  the passage begins at `start`. `folded` is the text character by character without
  case, accents and width, so that offsets stay. Its index has trigrams, in SQLite's
  FTS5, and in PostgreSQL where pg_trgm is to be had.
- `api_tokens`: a key with which a program asks; `digest` is the hex SHA-256 of its
  secret, `username` whose it is, `scopes` parted by spaces.
- `passes`: an address that lets somebody in once; `digest` is the SHA-256 of its
  secret, which is not kept. `user` is null for the pass of an owner who has no account
  yet; `purpose` is "owner" or "invitation"; `used_at` is null until it was used.
- `counted`: what is counted for a while, such as failed sign-ins; in the form that
  Django's cache asks for.
- `jobs`: long work; `name` of the work, its `arguments` as JSON, and who asked for it.
  `worker` and `attempts` say who has it and how often it was begun; who finishes it
  must still be both. `lease_until`, `done`, `whole`, `stage` and `is_stopping` change
  while it runs. `summary` is JSON; `file` the name of what came of it, "" for none. On
  SQLite the table is copied to a file of its own, and so is the next (see
  `kizuna.store.jobs`).
- `workers`: a worker, and when it last said that it is there.
- `drafts`: what somebody has typed and not recorded yet; `fields` is a list of [name,
  text] in JSON.
- `tree_tiles`: up to 256 hashes of 32 bytes of a level of the tree; only the last tile
  of a level has fewer.
- `tree_runs`: leaves, from the first on, that are entries of one kind ("claim",
  "judgement" or "audit") in the order of their numbers.
- `erasures`: an entry whose content was erased: its kind, number and id, and the digest
  of what it recorded. Of kind "text" it is a document's text in which passages were
  blanked; `digest` is then that of what is left, and `uid` the first half of that of
  the text. `act` is the line of the audit that decided it.
"""

from typing import Any

from django.db import migrations, models

from kizuna.store.guards import FUNCTIONS, guards
from kizuna.store.migrations import (
    big_numbers,
    check,
    key,
    key_of,
    lines,
    long_key,
    numbers,
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
_TRIGRAMS = (
    "CREATE INDEX searchable_trigrams ON searchable USING gin (folded gin_trgm_ops)"
)


_FORMS = {
    "hex": ("lower(hex({}))", "encode({}, 'hex')"),
    "text": (
        "COALESCE(json_extract({0}, '$.text'), json_extract({0}, '$'))",
        "COALESCE({0}::json ->> 'text', {0}::json #>> '{{}}')",
    ),
    "part": ("json_extract({}, '$.{}')", "{}::json ->> '{}'"),
    "kind": ("substr({0}, 1, instr({0}, '/') - 1)", "split_part({}, '/', 1)"),
    "day": ("date({} + 1721424.5)", "CAST(DATE '0001-01-01' + ({} - 1) AS TEXT)"),
    "time": (
        "strftime('%Y-%m-%dT%H:%M:%SZ', {} / 1000000, 'unixepoch')",
        (
            "to_char(to_timestamp({} / 1000000) AT TIME ZONE 'UTC',"
            ' \'YYYY-MM-DD"T"HH24:MI:SS"Z"\')'
        ),
    ),
    "today": (
        "CAST(julianday(date('now')) - 1721424.5 AS INTEGER)",
        "((now() AT TIME ZONE 'UTC')::date - DATE '0001-01-01' + 1)",
    ),
    "joined": ("group_concat({}, ' – ')", "string_agg({0}, ' – ' ORDER BY {0})"),
}
"""What SQLite and PostgreSQL call differently."""


class _Sql:
    def __init__(self, vendor: str) -> None:
        self._at = ("sqlite", "postgresql").index(vendor)

    def __call__(self, name: str, *given: str) -> str:
        return _FORMS[name][self._at].format(*given)

    def iso(self, day: str) -> str:
        """A day by its number as ISO text; null for one that is open or that no
        calendar of a database knows.
        """
        return f"CASE WHEN {day} BETWEEN 1 AND 3652059 THEN {self('day', day)} END"

    def stands(self, judgement: str) -> str:
        """That nobody has withdrawn a judgement."""
        judged = f"{{1}}.verdict = 7 AND {{1}}.target = {self('hex', '{0}.uid')}"
        withdrawn = f"SELECT 1 FROM judgements {{1}} WHERE {judged}"
        again = withdrawn.format("w", "x")
        return (
            f"NOT EXISTS ({withdrawn.format(judgement, 'w')} AND NOT EXISTS ({again}))"
        )


def _same(name: str, seed: str) -> str:
    """A table of ids: those of a SELECT, and all that were ever judged the same as one
    of them.
    """
    other = f"CASE WHEN j.target = {name}.ref THEN j.other ELSE j.target END"
    judged = f"j.verdict = 4 AND (j.target = {name}.ref OR j.other = {name}.ref)"
    return (
        f"{name} (ref) AS ({seed} UNION SELECT {other} FROM {name} JOIN judgements j ON"
        f" {judged})"
    )


def _restricted(sql: _Sql) -> str:
    """The documents to which a claim gives another level than public, but where a
    judgement prefers public to it and nothing is judged against that.
    """
    public = (
        f"SELECT 1 FROM judgements j JOIN claims o ON {sql('hex', 'o.uid')} = j.target"
        " WHERE j.verdict = 3 AND o.subject = c.subject AND o.property = c.property"
        " AND o.value = '\"public\"' AND o.stance < 3 AND o.certainty < 4 AND"
        f" {sql.stands('j')}"
        f" AND j.other = {sql('hex', 'c.uid')}"
        " AND NOT EXISTS (SELECT 1 FROM judgements a WHERE a.verdict = 2 AND a.target ="
        " j.target"
        " OR a.verdict = 3 AND (a.target = j.other OR a.other = j.target))"
    )
    return (
        "SELECT s.text FROM terms s JOIN claims c ON c.subject = s.id"
        " JOIN terms p ON p.id = c.property AND p.text = 'access_level'"
        " WHERE s.text LIKE 'document/%' AND c.value <> '\"public\"' AND NOT EXISTS"
        f" ({public})"
    )


def _claims(sql: _Sql) -> str:
    claim = sql("hex", "c.uid")
    last = (
        f"SELECT j.verdict FROM judgements j WHERE j.target = {claim} AND j.verdict IN"
        " (1, 2)"
        f" AND {sql.stands('j')} ORDER BY j.seq DESC LIMIT 1"
    )
    restricted = _same("restricted", _restricted(sql))
    proposing = " OR ".join(
        f"m.text LIKE '{method}'"
        for method in ("rules@%", "model:%", "contributed", "contributed:%")
    )
    return f"""
        WITH RECURSIVE {restricted}, hidden (id) AS (
            SELECT id FROM terms WHERE text LIKE 'person/%' OR text IN (SELECT ref FROM restricted)
        )
        SELECT c.seq AS number, {claim} AS id, s.text AS subject, p.text AS property,
            {sql("text", "c.value")} AS text, c.value AS value, NULLIF(c.valid, '') AS valid,
            {sql.iso("c.start_earliest")} AS first_day, {sql.iso("c.end_latest")} AS last_day,
            d.text AS document, NULLIF(c.locator, '') AS locator,
            c.passage_start, c.passage_end,
            CASE WHEN h.text NOT LIKE 'person/%' THEN h.text END AS holder,
            {_coded("c.stance", "asserted", "reported", "planned", "forecast", "denied")} AS stance,
            {_coded("c.certainty", "certain", "likely", "doubtful", "unverified")} AS certainty,
            CASE WHEN ({last}) = 2 THEN 1 ELSE 0 END AS rejected,
            m.text AS method, {sql("time", "c.recorded_at")} AS recorded_at
        FROM claims c JOIN terms s ON s.id = c.subject JOIN terms p ON p.id = c.property
            JOIN terms d ON d.id = c.document JOIN terms h ON h.id = c.holder
            JOIN terms m ON m.id = c.method
        WHERE c.document NOT IN (SELECT id FROM hidden) AND c.subject NOT IN (SELECT id FROM hidden)
            AND c.holder NOT IN (SELECT t.id FROM terms t JOIN restricted r ON r.ref = t.text)
            AND c.seq NOT IN (SELECT claim FROM claim_references WHERE target IN (SELECT id FROM hidden))
            AND p.text <> 'participants'
            AND (NOT ({proposing}) OR EXISTS (SELECT 1 FROM judgements j WHERE j.target = {claim}))
    """


def _coded(column: str, *words: str) -> str:
    cases = " ".join(
        f"WHEN {number} THEN '{word}'" for number, word in enumerate(words, 1)
    )
    return f"CASE {column} {cases} END"


def _entities(sql: _Sql) -> str:
    passed_over = (
        "SELECT 1 FROM judgements j WHERE j.verdict = 3 AND j.other = c.id AND"
        f" {sql.stands('j')}"
    )
    return f"""
        WITH ranked AS (
            SELECT c.subject, c.text AS name, row_number() OVER (
                PARTITION BY c.subject ORDER BY CASE WHEN EXISTS ({passed_over}) THEN 1 ELSE 0 END,
                CASE {sql("part", "c.value", "language")} WHEN 'en' THEN 0 ELSE 1 END,
                CASE WHEN {sql("part", "c.value", "scheme")} IS NULL THEN 0 ELSE 1 END,
                CASE WHEN c.valid IS NULL THEN 0 ELSE 1 END, c.number
            ) AS rank
            FROM claims_readable c WHERE c.property IN ('name', 'title') AND c.rejected = 0
        )
        SELECT c.subject AS id, {sql("kind", "c.subject")} AS kind, n.name, count(*) AS claims
        FROM claims_readable c LEFT JOIN ranked n ON n.subject = c.subject AND n.rank = 1
        GROUP BY c.subject, n.name
    """


def _ties(sql: _Sql) -> str:
    partly = _same(
        "partly",
        "SELECT s.text FROM terms s JOIN claims c ON c.subject = s.id WHERE s.text LIKE"
        " 'tie/%'"
        " AND c.seq NOT IN (SELECT number FROM claims_readable)",
    )
    parties = (
        f"SELECT {sql('joined', 'x.name')} FROM (SELECT COALESCE(n.name, q.text) AS"
        " name"
        " FROM tie_parties p JOIN terms q ON q.id = p.party LEFT JOIN named n ON n.id ="
        " q.text"
        " WHERE p.tie = t.id ORDER BY q.text) x"
    )
    return f"""
        WITH RECURSIVE {partly}, named AS (SELECT id, name FROM entities),
            today (day) AS (SELECT {sql("today")})
        SELECT s.text AS id, ({parties}) AS name, y.text AS type, t.parties AS party_ids,
            {sql.iso("t.start_earliest")} AS since_earliest, {sql.iso("t.start_latest")} AS since_latest,
            {sql.iso("t.end_earliest")} AS until_earliest, {sql.iso("t.end_latest")} AS until_latest,
            CASE WHEN NOT t.unbroken THEN 'interrupted'
                WHEN today.day BETWEEN t.start_latest AND t.end_earliest THEN 'certain'
                ELSE 'possible' END AS in_force
        FROM ties t JOIN terms s ON s.id = t.id LEFT JOIN terms y ON y.id = t.type, today
        WHERE today.day BETWEEN t.start_earliest AND t.end_latest
            AND s.text NOT IN (SELECT ref FROM partly)
    """


def _fields(sql: _Sql) -> str:
    def stated(name: str, alias: str) -> str:
        return (
            f"claims_readable {alias} ON {alias}.subject = t.subject AND"
            f" {alias}.property = '{name}'"
            f" AND {counts.format(alias)}"
        )

    counts = (
        "{0}.rejected = 0 AND {0}.stance IN ('asserted', 'reported') AND {0}.certainty"
        " <> 'unverified'"
    )
    return f"""
        SELECT n.id AS tie, n.name AS tie_name, t.subject AS field, f.text AS concept,
            s.text AS since, f.id AS claim
        FROM ties_now n JOIN claims_readable t ON t.text = n.id AND t.property = 'tie'
            AND t.subject LIKE 'field/%' AND {counts.format("t")}
        JOIN {stated("concept", "f")} LEFT JOIN {stated("started", "s")}
    """


def complete(apps: Any, schema_editor: Any) -> None:
    """Make what Django does not describe: a table clustered by its key, an index of
    words, triggers, and views.
    """
    vendor = schema_editor.connection.vendor
    with schema_editor.connection.cursor() as cursor:
        if vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'tie_parties'")
            clustered = f"{cursor.fetchone()[0]} WITHOUT ROWID"
            made = ["DROP TABLE tie_parties", clustered, _TRIGRAMS_OF_SQLITE]
        else:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            made = [_TRIGRAMS] if cursor.fetchone() else []
            returns = "RETURNS trigger LANGUAGE plpgsql AS"
            made += [
                f"CREATE FUNCTION {name}() {returns} $${FUNCTIONS[name]}$$"
                for name in FUNCTIONS
            ]
    views = {
        "claims_readable": _claims,
        "entities": _entities,
        "ties_now": _ties,
        "tie_fields_now": _fields,
    }
    made += guards(vendor).values()
    made += [
        f"CREATE VIEW {name} AS {select(_Sql(vendor))}"
        for name, select in views.items()
    ]
    for statement in made:
        schema_editor.execute(
            statement, params=None
        )  # a percent sign in it stands for itself


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        table(
            "users",
            *long_key("id", auto_created=True, verbose_name="ID"),
            *lines("password", max_length=128, verbose_name="password"),
            (
                "last_login",
                models.DateTimeField(blank=True, null=True, verbose_name="last login"),
            ),
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
            indexes=[
                models.Index(
                    "id", name="ties_broken", condition=models.Q(unbroken=False)
                )
            ],
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
                    condition=models.Q(
                        passage_start__isnull=True, passage_end__isnull=True
                    )
                    | models.Q(
                        passage_start__gte=0, passage_end__gt=models.F("passage_start")
                    ),
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
            *long_key("id"),
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
            *long_key("id"),
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
        table(
            "tree_tiles",
            *key_of("level", "number"),
            *small_numbers("level"),
            *big_numbers("number"),
            ("hashes", models.BinaryField()),
        ),
        table(
            "tree_runs",
            *big_numbers("first_leaf", primary_key=True, serialize=False),
            *lines("kind", max_length=9),
            *big_numbers("first_number", "count"),
            indexes=[models.Index("kind", "first_number", name="tree_runs_kind")],
        ),
        table(
            "erasures",
            *key("id"),
            *lines("kind", max_length=9),
            *numbers("number"),
            ("uid", models.BinaryField(max_length=16)),
            ("digest", models.BinaryField(max_length=32)),
            *numbers("act"),
            indexes=[
                models.Index("kind", "number", name="erasures_number"),
                models.Index("uid", name="erasures_uid"),
            ],
        ),
        migrations.RunPython(complete),
    )
