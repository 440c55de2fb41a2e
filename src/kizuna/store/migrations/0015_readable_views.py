"""Views for other programs that read the database: `claims_readable`, `entities`, `ties_now`, `tie_fields_now`.

Law: they show no more than anybody may see, and less where SQL alone cannot tell: nothing that a document with any
access level but public says or that is said of it, nothing about or naming a person, no participants in words, no
proposal that nobody has judged, and no tie of which any of that is hidden. A later migration that rebuilds a table
must drop the views first and make them again: neither database changes a table under a view.
"""

from typing import Any

from django.db import migrations

from kizuna.store.migrations import run

NAMES = ("claims_readable", "entities", "ties_now", "tie_fields_now")

_SQLITE = {
    "hex": "lower(hex({}))",
    "text": "COALESCE(json_extract({0}, '$.text'), json_extract({0}, '$'))",
    "part": "json_extract({}, '$.{}')",
    "kind": "substr({0}, 1, instr({0}, '/') - 1)",
    "day": "date({} + 1721424.5)",
    "time": "strftime('%Y-%m-%dT%H:%M:%SZ', {} / 1000000, 'unixepoch')",
    "today": "CAST(julianday(date('now')) - 1721424.5 AS INTEGER)",
    "joined": "group_concat({}, ' – ')",
}
_POSTGRESQL = {
    "hex": "encode({}, 'hex')",
    "text": "COALESCE({0}::json ->> 'text', {0}::json #>> '{{}}')",
    "part": "{}::json ->> '{}'",
    "kind": "split_part({}, '/', 1)",
    "day": "CAST(DATE '0001-01-01' + ({} - 1) AS TEXT)",
    "time": "to_char(to_timestamp({} / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
    "today": "((now() AT TIME ZONE 'UTC')::date - DATE '0001-01-01' + 1)",
    "joined": "string_agg({0}, ' – ' ORDER BY {0})",
}


class _Sql:
    """SQL of a database: what it calls the things that the two call differently."""

    def __init__(self, vendor: str) -> None:
        self._forms = _POSTGRESQL if vendor == "postgresql" else _SQLITE

    def __call__(self, name: str, *given: str) -> str:
        return self._forms[name].format(*given)

    def iso(self, day: str) -> str:
        """A day by its number as ISO text; null for one that is open or that no calendar of a database knows."""
        return f"CASE WHEN {day} BETWEEN 1 AND 3652059 THEN {self('day', day)} END"

    def stands(self, judgement: str) -> str:
        """That nobody has withdrawn a judgement."""
        judged = f"{{1}}.verdict = 7 AND {{1}}.target = {self('hex', '{0}.uid')}"
        withdrawn = f"SELECT 1 FROM judgements {{1}} WHERE {judged}"
        again = withdrawn.format("w", "x")
        return f"NOT EXISTS ({withdrawn.format(judgement, 'w')} AND NOT EXISTS ({again}))"


def _same(name: str, seed: str) -> str:
    """A table of ids: those of a SELECT, and all that were ever judged the same as one of them."""
    other = f"CASE WHEN j.target = {name}.ref THEN j.other ELSE j.target END"
    judged = f"j.verdict = 4 AND (j.target = {name}.ref OR j.other = {name}.ref)"
    return (
        f"{name} (ref) AS ({seed} UNION SELECT {other} FROM {name} JOIN judgements j ON {judged})"
    )


def _restricted(sql: _Sql) -> str:
    """The documents to which a claim gives another level than public, but where a judgement prefers public to it
    and nothing is judged against that."""
    public = (
        f"SELECT 1 FROM judgements j JOIN claims o ON {sql('hex', 'o.uid')} = j.target"
        " WHERE j.verdict = 3 AND o.subject = c.subject AND o.property = c.property"
        f" AND o.value = '\"public\"' AND o.stance < 3 AND o.certainty < 4 AND {sql.stands('j')}"
        f" AND j.other = {sql('hex', 'c.uid')}"
        " AND NOT EXISTS (SELECT 1 FROM judgements a WHERE a.verdict = 2 AND a.target = j.target"
        " OR a.verdict = 3 AND (a.target = j.other OR a.other = j.target))"
    )
    return (
        "SELECT s.text FROM terms s JOIN claims c ON c.subject = s.id"
        " JOIN terms p ON p.id = c.property AND p.text = 'access_level'"
        f" WHERE s.text LIKE 'document/%' AND c.value <> '\"public\"' AND NOT EXISTS ({public})"
    )


def _claims(sql: _Sql) -> str:
    claim = sql("hex", "c.uid")
    last = (
        f"SELECT j.verdict FROM judgements j WHERE j.target = {claim} AND j.verdict IN (1, 2)"
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
    cases = " ".join(f"WHEN {number} THEN '{word}'" for number, word in enumerate(words, 1))
    return f"CASE {column} {cases} END"


def _entities(sql: _Sql) -> str:
    passed_over = (
        f"SELECT 1 FROM judgements j WHERE j.verdict = 3 AND j.other = c.id AND {sql.stands('j')}"
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
        "SELECT s.text FROM terms s JOIN claims c ON c.subject = s.id WHERE s.text LIKE 'tie/%'"
        " AND c.seq NOT IN (SELECT number FROM claims_readable)",
    )
    parties = (
        f"SELECT {sql('joined', 'x.name')} FROM (SELECT COALESCE(n.name, q.text) AS name"
        " FROM tie_parties p JOIN terms q ON q.id = p.party LEFT JOIN named n ON n.id = q.text"
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
            f"claims_readable {alias} ON {alias}.subject = t.subject AND {alias}.property = '{name}'"
            f" AND {counts.format(alias)}"
        )

    counts = "{0}.rejected = 0 AND {0}.stance IN ('asserted', 'reported') AND {0}.certainty <> 'unverified'"
    return f"""
        SELECT n.id AS tie, n.name AS tie_name, t.subject AS field, f.text AS concept,
            s.text AS since, f.id AS claim
        FROM ties_now n JOIN claims_readable t ON t.text = n.id AND t.property = 'tie'
            AND t.subject LIKE 'field/%' AND {counts.format("t")}
        JOIN {stated("concept", "f")} LEFT JOIN {stated("started", "s")}
    """


def make(apps: Any, schema_editor: Any) -> None:
    sql = _Sql(schema_editor.connection.vendor)
    views = zip(NAMES, (_claims, _entities, _ties, _fields), strict=True)
    run(schema_editor, (f"CREATE VIEW {name} AS {made(sql)}" for name, made in views))


class Migration(migrations.Migration):
    dependencies = (("store", "0014_no_regions"),)

    operations = (migrations.RunPython(make),)
