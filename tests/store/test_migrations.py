"""The migrations make the tables that the models describe."""

from __future__ import annotations

from kizuna.store import Database


def test_the_migrations_lead_to_the_models(database: Database) -> None:
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    missing = detector.changes(loader.graph)
    assert [op.describe() for m in missing.get("store", ()) for op in m.operations] == []
