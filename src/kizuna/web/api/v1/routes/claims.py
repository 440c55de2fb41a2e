"""Claims and their evidence, and the way in for proposals."""

from __future__ import annotations

